package test;

import dev.headrace.*;
import java.util.*;

@Pipeline(nodes = {Q.class, Outer.class}) // ERROR [NoSteps] Q has no steps, and is no resource and builds none. | Fix: use the pipeline as a step, in a method of P: @Use(Q.class). // ERROR [NoSteps] Outer has no steps | Fix: list what is nested in it: nodes = {Outer.Steps.class}.
interface P {
  int r(int x);
}
