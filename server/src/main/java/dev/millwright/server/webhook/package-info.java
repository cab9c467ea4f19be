/// What a forge calls when something was pushed: it means that git is to be looked at now, and
/// nothing else that it says is believed. Start at [Webhook].
@NullMarked
package dev.millwright.server.webhook;

import org.jspecify.annotations.NullMarked;
