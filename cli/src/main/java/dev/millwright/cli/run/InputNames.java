package dev.millwright.cli.run;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import java.util.List;
import java.util.stream.StreamSupport;

/// What people call a feature set or vector, as the address of a live one.
record InputNames(DaemonClient daemon) {
  /// @param name an address, `FeatureVector/flight-features`, or its last part alone
  /// @throws CommandFailure when that is nothing live, or two things
  String address(String name) {
    if (name.contains("/")) {
      return name;
    }
    List<String> found =
        StreamSupport.stream(daemon.get("/components").path("components").spliterator(), false)
            .map(component -> component.path("address").asString())
            .filter(
                address ->
                    address.equals("FeatureSet/" + name) || address.equals("FeatureVector/" + name))
            .toList();
    return switch (found.size()) {
      case 1 -> found.getFirst();
      case 0 ->
          throw new CommandFailure(
              ExitCode.WRONG_INPUT,
              "no live feature set or vector is named `" + name + "`",
              "millwright status lists them");
      default ->
          throw new CommandFailure(
              ExitCode.WRONG_INPUT,
              "`" + name + "` may be " + String.join(" or ", found),
              "say which: " + found.getFirst());
    };
  }
}
