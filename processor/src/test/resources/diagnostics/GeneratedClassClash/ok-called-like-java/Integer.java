package test;

final class Integer {}
