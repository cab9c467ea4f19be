package dev.millwright.spec.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The schemas as a validator reads them. Nothing is fetched.
final class SchemaValidation {
  private static final String META = "https://json-schema.org/draft/2020-12/schema";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaIdResolvers(
                  ids -> ids.mapPrefix(Schemas.ROOT, "classpath:dev/millwright/schemas/v1/")));

  /// What the schema at a place holds against a value: `feature-set.json#/properties/spec`.
  List<String> complaints(String place, JsonNode value) {
    return complaints(registry.getSchema(SchemaLocation.of(Schemas.ROOT + place)), value);
  }

  /// What JSON Schema itself holds against a schema.
  List<String> complaintsAbout(JsonNode schema) {
    return complaints(registry.getSchema(SchemaLocation.of(META)), schema);
  }

  private static List<String> complaints(Schema schema, JsonNode value) {
    return schema.validate(value).stream().map(Object::toString).toList();
  }
}
