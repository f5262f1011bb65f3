package test;

final class Object {}
