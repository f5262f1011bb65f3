package test;

final class String {}
