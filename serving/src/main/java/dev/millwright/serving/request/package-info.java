/// Reads a request's JSON into typed values, or says everything that is wrong with it. Pure. Start
/// at [RequestReader].
@NullMarked
package dev.millwright.serving.request;

import org.jspecify.annotations.NullMarked;
