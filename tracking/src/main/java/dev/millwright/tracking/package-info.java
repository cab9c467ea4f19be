/// The durable record of one project in one environment: releases, rollouts' intent, runs,
/// bindings, quarantine, monitor windows, alerts and the story of all that, in one SQLite file. It
/// keeps what it is told and decides nothing. Start at [Tracking].
@NullMarked
package dev.millwright.tracking;

import org.jspecify.annotations.NullMarked;
