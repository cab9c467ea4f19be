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
  SERVICE_NAME_TAKEN("MW1208", "a service and a graph have one name"),
  PIN_OTHER_VERSION("MW1210", "the reference is pinned to another version"),
  PIN_WITHOUT_VERSION("MW1211", "the reference is pinned, and its target has no version"),
  EXPRESSION_SYNTAX("MW1301", "the expression does not parse"),
  EXPRESSION_NAME("MW1302", "the expression uses an unknown name"),
  EXPRESSION_TYPE("MW1303", "the expression has the wrong type"),
  EXPRESSION_UNSUPPORTED("MW1304", "the expression uses what cannot mean the same everywhere"),
  EXPRESSION_NULLABLE("MW1305", "yes or no is asked, and the answer may be unknown"),
  TYPE_MISMATCH("MW1401", "the two sides do not fit"),
  GRAPH_TOPOLOGY("MW1402", "the graph has no clear way from request to answer"),
  GATE_WITHOUT_LIVE("MW1403", "a first model has nothing to be compared with"),
  MISSING_CUT_OFF("MW1404", "a model needs a cut-off for its data"),
  INVALID_TYPE("MW1405", "the text is not a type"),
  WHOLE_NEEDED("MW1406", "a list or a vector stands where a single value is asked"),
  REFERENCE_FORM("MW1410", "a reference in a text is not written as one"),
  STEP_CIRCLE("MW1411", "steps of a workflow wait for each other"),
  OUTPUT_MAY_BE_MISSING("MW1412", "a step takes what may not be there"),
  STEP_NEVER_RUNS("MW1413", "a step of a workflow never runs"),
  NOTHING_TO_REPEAT("MW1414", "a step is repeated over nothing"),
  WORKFLOW_STARTS_ITSELF("MW1415", "a workflow starts itself"),
  NOT_KEPT("MW1420", "a model would be trained on what is not kept"),
  METHOD_MISFIT("MW1430", "a distance that says nothing of values of this type"),
  LABEL_JOIN("MW1431", "labels that do not find their requests"),
  METRIC_MISFIT("MW1432", "a metric that does not fit the label or the answer"),
  NOT_LOOKED_AT("MW1433", "an alert over what the monitor does not look at"),
  BASELINE_STRETCH("MW1434", "a stretch that holds nothing to compare with"),
  NOT_TRAINED_HERE("MW1440", "an artifact is treated as if it was trained here"),
  ARTIFACT_UNFIT("MW1441", "the file is not what a model's artifact has to be"),
  SOURCE_MISSING("MW1501", "a file or folder of the project is missing"),
  UNSAFE_PATH("MW1502", "a path leaves the project or is not a plain file"),
  PATCH_TARGET("MW1601", "a patch that meets nothing"),
  PARAMETER_UNUSED("MW1602", "a parameter that nothing uses"),
  SECRET_WRITTEN("MW1603", "a secret is written where everybody can read it"),
  CONNECTION_UNFIT("MW1604", "a system of another type is asked here"),
  CONTRACT_BROKEN("MW1701", "a contract changes under its consumers"),
  VERSION_NOT_RAISED("MW1702", "the author's version does not say what happened to the contract"),
  POLICY_BROKEN("MW1703", "the plan breaks a policy of the project"),
  BUDGET_EXCEEDED("MW1704", "the plan retires more than the environment allows at once"),
  EVERYTHING_RETIRED("MW1705", "the plan takes away all that runs"),
  SOURCE_COMPILATION("MW1801", "Java source does not compile"),
  PROJECT_LIMIT("MW1810", "more than is read of one commit"),
  COMMIT_UNSIGNED("MW1820", "a commit is not signed"),
  SIGNATURE_REFUSED("MW1821", "the signature of a commit does not count"),
  SIGNER_PATHS("MW1822", "the signer may not change this file"),
  HISTORY_REWRITTEN("MW1823", "the history does not go on from the last good commit"),
  HISTORY_MISSING("MW1824", "commits cannot be verified"),
  SIGNER_KEY("MW1825", "the key of a signer cannot be used"),
  SIGNERS_LOCKED_OUT("MW1826", "no signer may change who may sign"),
  NAMESPACE_SHARED("MW1827", "two environments write the same objects"),
  LOCK_CONFLICT("MW1901", "the lock holds the marks of a merge that was not finished"),
  LOCK_VERSION("MW1902", "the lock was written by a later Millwright"),
  LOCK_FIELD("MW1903", "the lock is not as `millwright lock` writes it"),
  LOCK_DUPLICATE("MW1904", "an entry stands twice in the lock"),
  LOCK_DIGEST("MW1905", "a digest of the lock is malformed"),
  NOT_PINNED("MW1906", "the lock does not pin what is used"),
  LOCK_UNUSED("MW1907", "the lock pins what nothing uses"),
  CUT_OFF_PINNED("MW1908", "the cut-off of a model comes from the lock"),
  HUB_CONTRADICTION("MW1909", "a field says what the item of a hub says"),
  HUB_ITEM("MW1910", "what is pinned of a hub cannot be taken"),
  SEVERAL_PROJECTS("MW1911", "more than one project in a project's folder");

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
