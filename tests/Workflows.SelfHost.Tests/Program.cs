// The entry point of the process that tests start and kill; under the test runner it is never called.
return 0;
