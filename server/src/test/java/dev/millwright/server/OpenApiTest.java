package dev.millwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.server.api.Api;
import dev.millwright.tracking.Tracking;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenApiTest {
  @TempDir Path temporary;

  @Test
  void the_document_is_an_openapi_document() throws IOException {
    SwaggerParseResult parsed = parsed();

    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
  }

  @Test
  void every_route_is_in_it_and_it_holds_no_other() throws IOException {
    assertThat(documented()).isEqualTo(routed());
  }

  @Test
  void every_change_asks_for_the_token() throws IOException {
    OpenAPI document = parsed().getOpenAPI();
    document
        .getPaths()
        .forEach(
            (path, item) -> {
              if (item.getPost() != null) {
                assertThat(item.getPost().getSecurity()).as(path).isNotEmpty();
                assertThat(item.getPost().getResponses()).as(path).containsKey("401");
              }
            });
  }

  private Set<String> documented() throws IOException {
    Set<String> routes = new TreeSet<>();
    parsed()
        .getOpenAPI()
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .keySet()
                    .forEach(method -> routes.add(method + " " + path)));
    return routes;
  }

  private Set<String> routed() {
    Set<String> routes = new TreeSet<>(Set.of("GET /events"));
    try (Tracking tracking = Tracking.open(temporary.resolve("tracking.db"))) {
      new Api(tracking, new FakeControl(temporary))
          .routes()
          .forEach(route -> routes.add(route.method() + " " + route.path()));
    }
    return routes;
  }

  private static SwaggerParseResult parsed() throws IOException {
    try (var in = Server.class.getResourceAsStream("openapi.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new OpenAPIV3Parser().readContents(text, null, new ParseOptions());
    }
  }
}
