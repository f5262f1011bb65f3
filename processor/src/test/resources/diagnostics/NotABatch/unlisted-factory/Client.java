package test;

final class Client {}
