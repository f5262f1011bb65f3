package test;

import dev.headrace.*;

@StatefulResource
final class MiniLm implements Encoder {}
