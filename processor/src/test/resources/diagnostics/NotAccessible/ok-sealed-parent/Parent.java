package test;

sealed interface Parent permits P {
  int twice(int x);
}
