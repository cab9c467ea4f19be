/// The daemon's HTTP side, on loopback only: the API under `/api/v1`, its description at
/// `/openapi.yaml`, and the pages. Takes no decision: what changes state goes to
/// [dev.millwright.server.control.Control]. Start at [Server].
@NullMarked
package dev.millwright.server;

import org.jspecify.annotations.NullMarked;
