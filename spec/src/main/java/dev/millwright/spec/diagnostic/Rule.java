package dev.millwright.spec.diagnostic;

/// Every rule that a commit can break, with its stable id. An id is never reused.
public enum Rule {
  YAML_SYNTAX("MW1001", "the file is not valid YAML"),
  DUPLICATE_KEY("MW1002", "a key stands twice in one mapping"),
  UNKNOWN_FIELD("MW1101", "no such field"),
  WRONG_TYPE("MW1102", "a value of another type is asked here"),
  MISSING_FIELD("MW1103", "a required field is missing"),
  INVALID_VALUE("MW1104", "the value is not allowed here"),
  UNKNOWN_KIND("MW1105", "no such kind"),
  NOT_EXECUTED("MW1106", "nothing executes this yet"),
  NOT_TAKEN("MW1107", "no platform takes this yet"),
  DUPLICATE_RESOURCE("MW1201", "two resources share kind and name"),
  UNKNOWN_REFERENCE("MW1202", "the reference leads nowhere"),
  REFERENCE_CYCLE("MW1203", "resources depend on each other in a circle"),
  NO_PROJECT("MW1204", "no project here"),
  SECRET_IN_THE_OPEN("MW1205", "a value that looks like a secret stands in the open"),
  NEVER_FIRES("MW1206", "the schedule never fires"),
  SCHEDULE_WITHOUT_INPUT("MW1207", "a schedule starts what needs more than a time"),
  EXPRESSION_SYNTAX("MW1301", "the expression does not parse"),
  EXPRESSION_NAME("MW1302", "the expression uses an unknown name"),
  EXPRESSION_TYPE("MW1303", "the expression has the wrong type"),
  EXPRESSION_UNSUPPORTED("MW1304", "the expression uses what cannot mean the same everywhere"),
  EXPRESSION_NULLABLE("MW1305", "yes or no is asked, and the answer may be unknown"),
  TYPE_MISMATCH("MW1401", "the two sides do not fit"),
  GRAPH_TOPOLOGY("MW1402", "the graph has no clear way from request to answer"),
  GATE_WITHOUT_LIVE("MW1403", "a first model has nothing to be compared with"),
  MISSING_CUT_OFF("MW1404", "a model needs a cut-off for its data"),
  SOURCE_MISSING("MW1501", "a file or folder of the project is missing"),
  UNSAFE_PATH("MW1502", "a path leaves the project or is not a plain file"),
  PATCH_TARGET("MW1601", "a patch that meets nothing"),
  PARAMETER_UNUSED("MW1602", "a parameter that nothing uses"),
  CONTRACT_BROKEN("MW1701", "a contract changes under its consumers"),
  VERSION_NOT_RAISED("MW1702", "the author's version does not say what happened to the contract"),
  POLICY_BROKEN("MW1703", "the plan breaks a policy of the project"),
  SOURCE_COMPILATION("MW1801", "Java source does not compile"),
  PROJECT_LIMIT("MW1810", "more than is read of one commit"),
  LOCK_CONFLICT("MW1901", "the lock holds the marks of a merge that was not finished"),
  LOCK_VERSION("MW1902", "the lock was written by a later Millwright"),
  LOCK_FIELD("MW1903", "the lock is not as `millwright lock` writes it"),
  LOCK_DUPLICATE("MW1904", "an entry stands twice in the lock"),
  LOCK_DIGEST("MW1905", "a digest of the lock is malformed"),
  NOT_PINNED("MW1906", "the lock does not pin what is used"),
  LOCK_UNUSED("MW1907", "the lock pins what nothing uses");

  private final String id;
  private final String summary;

  Rule(String id, String summary) {
    this.id = id;
    this.summary = summary;
  }

  public String id() {
    return id;
  }

  /// The fixed sentence of the rule: searchable, without names.
  public String summary() {
    return summary;
  }
}
