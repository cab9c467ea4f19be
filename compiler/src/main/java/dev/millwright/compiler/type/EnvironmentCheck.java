package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Outside;
import dev.millwright.spec.resource.Project;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Outside systems must be of a type that fits what is done with them; a rollout that holds for
/// graphs is typed where it stands.
final class EnvironmentCheck {
  private final Checks checks;

  EnvironmentCheck(Checks checks) {
    this.checks = checks;
  }

  void check(Declared<Environment> declared) {
    Environment environment = declared.resource();
    environment
        .stores()
        .forEach(
            (role, store) ->
                fits(
                    store,
                    fitting(role),
                    "`" + role.word() + "`",
                    declared.spec("stores").field(role.word())));
    environment
        .rollout()
        .ifPresent(
            it -> ServingGraphCheck.rollout(checks, it, List.of(), declared.spec("rollout")));
  }

  void notifications(Declared<Project> declared) {
    Place place = declared.spec("notifications");
    declared
        .resource()
        .notifications()
        .forEach(
            (name, notification) ->
                notification
                    .through()
                    .filter(Outside.Through.class::isInstance)
                    .ifPresent(
                        it ->
                            fits(
                                it,
                                EnumSet.of(Connection.Type.HTTP),
                                "a notification",
                                place.field(name).field("connection"))));
  }

  private void fits(Outside system, Set<Connection.Type> fitting, String what, Place place) {
    Optional<Connection.Type> type = type(system);
    if (type.filter(fitting::contains).isPresent() || isBroken(system)) {
      return;
    }
    String is =
        switch (system) {
          case Outside.Through(var name) ->
              "`%s` is a connection of type `%s`".formatted(name, type.map(this::word).orElse(""));
          case Outside.At at -> "a URL that begins with `" + at.scheme() + ":` leads";
        };
    checks.findings.add(
        place
            .error(Rule.CONNECTION_UNFIT, sentence(system, is, what))
            .hint("types that fit: " + words(fitting)));
  }

  private static String sentence(Outside system, String is, String what) {
    return switch (system) {
      case Outside.Through _ -> is + ", and " + what + " asks for another";
      case Outside.At _ -> is + " to no system that fits " + what;
    };
  }

  /// A connection that is not there, or could not be read, has a finding of its own.
  private boolean isBroken(Outside system) {
    return system instanceof Outside.Through && type(system).isEmpty();
  }

  private Optional<Connection.Type> type(Outside system) {
    return switch (system) {
      case Outside.At at -> at.type();
      case Outside.Through(var name) ->
          checks
              .declarations
              .find(Connection.class, Kind.CONNECTION, name)
              .map(it -> it.resource().type());
    };
  }

  private static Set<Connection.Type> fitting(Environment.StoreRole role) {
    return switch (role) {
      case ARTIFACTS ->
          EnumSet.of(
              Connection.Type.FILESYSTEM,
              Connection.Type.S3,
              Connection.Type.GCS,
              Connection.Type.AZURE);
      case OFFLINE ->
          EnumSet.of(
              Connection.Type.FILESYSTEM,
              Connection.Type.S3,
              Connection.Type.GCS,
              Connection.Type.AZURE,
              Connection.Type.POSTGRES,
              Connection.Type.JDBC,
              Connection.Type.SNOWFLAKE);
      case ONLINE -> EnumSet.of(Connection.Type.REDIS, Connection.Type.POSTGRES);
      case TRACKING -> EnumSet.of(Connection.Type.POSTGRES, Connection.Type.JDBC);
      case STREAMS -> EnumSet.of(Connection.Type.KAFKA, Connection.Type.REDIS);
    };
  }

  private String words(Set<Connection.Type> types) {
    return Arrays.stream(Connection.Type.values())
        .filter(types::contains)
        .map(this::word)
        .collect(Collectors.joining(", "));
  }

  private String word(Connection.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
