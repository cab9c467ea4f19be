/// The API's routes as plain functions from call to reply; knows no web server. Start at [Api].
@NullMarked
package dev.millwright.server.api;

import org.jspecify.annotations.NullMarked;
