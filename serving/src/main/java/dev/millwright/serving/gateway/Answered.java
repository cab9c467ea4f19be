package dev.millwright.serving.gateway;

/// What a request was answered.
@SuppressWarnings("ArrayRecordComponent") // looked into, never compared as a whole
record Answered(int status, byte[] body) {}
