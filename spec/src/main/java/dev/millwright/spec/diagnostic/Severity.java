package dev.millwright.spec.diagnostic;

public enum Severity {
  ERROR,
  WARNING,
  INFO
}
