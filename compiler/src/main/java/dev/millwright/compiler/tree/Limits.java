package dev.millwright.compiler.tree;

/// What a commit may hold at most, so that a hostile one costs little memory and time.
public final class Limits {
  /// Files and folders together.
  public static final int MOST_ENTRIES = 250_000;

  /// Folders, each of which git reads on its own.
  public static final int MOST_FOLDERS = 50_000;

  /// Folders in each other.
  public static final int DEEPEST = 100;

  /// A file's or folder's name, in bytes of UTF-8, as most file systems have it.
  public static final int LONGEST_NAME = 255;

  /// All YAML of a project, in bytes.
  public static final long MOST_YAML = 64L << 20;

  /// Files of YAML up to here are read side by side, in bytes.
  public static final int LARGE_YAML = 128 << 10;

  /// Refused paths that are told of one by one.
  static final int MOST_FINDINGS = 1_000;

  /// An ignore file, in bytes.
  static final int LARGEST_IGNORE_FILE = 64 << 10;

  /// Lines of an ignore file.
  static final int MOST_RULES = 1_000;

  /// Stars in a line of an ignore file: each multiplies the ways to match a name. Six are two
  /// folders of any depth and two parts of a name.
  static final int MOST_WILDCARDS = 6;

  /// What git writes down of one folder, in bytes.
  static final int LARGEST_FOLDER = 32 << 20;

  private Limits() {}
}
