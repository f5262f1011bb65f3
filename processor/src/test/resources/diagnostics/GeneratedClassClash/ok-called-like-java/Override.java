package test;

@interface Override {}
