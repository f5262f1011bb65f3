package test;

import dev.headrace.*;
import java.util.*;

interface B {
  Number thrice(Integer x);
}
