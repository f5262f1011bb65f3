package test;

interface Encoder {}
