package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.kubernetes.install.Installation;
import dev.millwright.compiler.kubernetes.install.Installation.ClaimThere;
import dev.millwright.compiler.kubernetes.install.Installation.Followed;
import dev.millwright.compiler.kubernetes.install.Installation.NewClaim;
import dev.millwright.compiler.kubernetes.install.Installation.NewToken;
import dev.millwright.compiler.kubernetes.install.Installation.Storage;
import dev.millwright.compiler.kubernetes.install.Installation.Token;
import dev.millwright.compiler.kubernetes.install.Installation.TokenThere;
import dev.millwright.compiler.kubernetes.install.SharedInstallation;
import dev.millwright.compiler.kubernetes.install.SourceUrl;
import dev.millwright.spec.Name;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// What an installation is asked to be.
final class InstallOptions {
  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]*(\\.[0-9]+)?[KMGTPE]i");
  private static final Pattern OBJECT = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._/:@]*");
  private static final Pattern REF = Pattern.compile("[A-Za-z0-9_][-A-Za-z0-9_./#+=@]{0,199}");
  private static final Pattern GATEWAY =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?/[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

  @Option(
      names = "--namespace",
      required = true,
      paramLabel = "NAME",
      description = "Where the reconciler and all that it runs stand.")
  private String namespace = "";

  @Option(
      names = "--source",
      paramLabel = "URL",
      description = "The repository: " + SourceUrl.FORMS + ".")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--image",
      required = true,
      paramLabel = "REF",
      description = "The image of Millwright itself, best by digest.")
  private String image = "";

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description =
          "The branch to look at (default: the repository's own; the environment `follows` what it says).")
  private Optional<String> ref = Optional.empty();

  @Option(
      names = "--path",
      paramLabel = "DIR",
      description = "The project's folder in the repository (default: its root).")
  private String path = "";

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment.")
  private Optional<Name> environment = Optional.empty();

  @Option(
      names = "--gateway",
      paramLabel = "NAMESPACE/NAME",
      description = "The Gateway that requests come in by (default: that of the environment).")
  private Optional<String> gateway = Optional.empty();

  @Option(
      names = "--storage-class",
      paramLabel = "NAME",
      description = "The class of the claim for stores and records (default: the cluster's own).")
  private Optional<String> storageClass = Optional.empty();

  @Option(
      names = "--storage-size",
      paramLabel = "SIZE",
      description = "The size of that claim (default: ${DEFAULT-VALUE}).",
      defaultValue = "20Gi")
  private String storageSize = "20Gi";

  @Option(
      names = "--claim",
      paramLabel = "NAME",
      description = "A PersistentVolumeClaim that is there already, instead of a new one.")
  private Optional<String> claim = Optional.empty();

  @Option(
      names = "--keep-token",
      description = "Leaves out the Secret with a new token: one from before is there.")
  private boolean isTokenKept;

  @Option(
      names = "--token-secret",
      paramLabel = "NAME",
      description = "A Secret of your own with a `token`, instead of a new one.")
  private Optional<String> tokenSecret = Optional.empty();

  @Option(
      names = "--git-secret",
      paramLabel = "NAME",
      description =
          "The Secret that opens the repository, if it needs one: `username` and `password` for"
              + " https, `id_ed25519` and `known_hosts` for ssh.")
  private Optional<String> gitSecret = Optional.empty();

  @Option(
      names = "--webhook-secret",
      paramLabel = "NAME",
      description =
          "A Secret with a `secret` that forges show when they call `/webhook` (default: they have"
              + " nothing to call).")
  private Optional<String> webhookSecret = Optional.empty();

  @Option(names = "--no-namespace", description = "Leaves out the namespace: it is there.")
  private boolean isNamespaceThere;

  @Option(
      names = "--no-crds",
      description = "Leaves out the custom resources' definitions: the cluster has them.")
  private boolean isDefined;

  /// @param random makes the token
  /// @throws CommandFailure when an option is not what it should be
  Installation installation(Supplier<String> random) {
    requireNames();
    gateway.ifPresent(
        it ->
            require(
                GATEWAY.matcher(it).matches(),
                "a Gateway is named by its namespace and its name, not `" + it + "`",
                "--gateway gateways/public"));
    gitSecret.ifPresent(it -> requireObject("Secret", it));
    webhookSecret.ifPresent(it -> requireObject("Secret", it));
    return new Installation(
        namespace,
        !isNamespaceThere,
        !isDefined,
        followed(),
        image,
        gateway,
        storage(),
        token(random),
        gitSecret,
        webhookSecret);
  }

  /// The same for several projects.
  ///
  /// @throws CommandFailure also when an option is one of those that a Source says
  SharedInstallation installation(ProjectsOptions projects, Supplier<String> random) {
    requireNames();
    require(
        source.isEmpty()
            && environment.isEmpty()
            && ref.isEmpty()
            && path.isEmpty()
            && gateway.isEmpty()
            && gitSecret.isEmpty()
            && tokenSecret.isEmpty(),
        "what several projects are followed by, and how, their Sources say",
        "leave out --source, --environment, --ref, --path, --gateway, --git-secret, --token-secret");
    return projects.installation(
        new ProjectsOptions.Common(
            namespace, !isNamespaceThere, !isDefined, image, claim, storageSize),
        () -> token(random));
  }

  private void requireNames() {
    requireNamespace(namespace);
    require(
        IMAGE.matcher(image).matches(),
        "that is no image: `" + image + "`",
        "--image registry.example.com/millwright@sha256:…");
    require(
        SIZE.matcher(storageSize).matches(),
        "a size is a number with its unit, not `" + storageSize + "`",
        "--storage-size 20Gi");
  }

  static void requireNamespace(String namespace) {
    require(
        Name.isValid(namespace),
        "a namespace is a DNS label, not `" + namespace + "`",
        "--namespace flights");
  }

  private Followed followed() {
    SourceUrl url =
        source
            .flatMap(SourceUrl::of)
            .orElseThrow(
                () ->
                    wrong(
                        "a repository is named as " + SourceUrl.FORMS + ", without a password",
                        "what opens it is a Secret: --git-secret NAME"));
    String folder = path.replaceAll("^(\\./)+|^\\.$|/+$", "");
    boolean leaves = folder.startsWith("/") || ("/" + folder + "/").contains("/../");
    require(
        !leaves, "the project's folder is in the repository, not `" + path + "`", "--path flights");
    require(
        ref.stream().allMatch(it -> REF.matcher(it).matches()),
        "no branch is named `" + ref.orElse("") + "`",
        "--ref main");
    Name where =
        environment.orElseThrow(() -> wrong("which environment?", "--environment production"));
    return new Followed(url, ref, folder, where);
  }

  private Storage storage() {
    if (claim.isPresent()) {
      requireObject("PersistentVolumeClaim", claim.get());
      require(
          storageClass.isEmpty(), "a claim that is there has its class", "leave one of them out");
      return new ClaimThere(claim.get());
    }
    storageClass.ifPresent(it -> requireObject("StorageClass", it));
    return new NewClaim(storageClass, storageSize);
  }

  private Token token(Supplier<String> random) {
    tokenSecret.ifPresent(it -> requireObject("Secret", it));
    return tokenSecret
        .or(() -> isTokenKept ? Optional.of(Target.TOKEN) : Optional.empty())
        .<Token>map(TokenThere::new)
        .orElseGet(() -> new NewToken(random.get()));
  }

  static void requireObject(String kind, String name) {
    require(
        OBJECT.matcher(name).matches(),
        "no " + kind + " is named `" + name + "`",
        "names there are of lower-case letters, digits, dashes and dots, such as `flights`");
  }

  static void require(boolean holds, String message, String hint) {
    if (!holds) {
      throw wrong(message, hint);
    }
  }

  private static CommandFailure wrong(String message, String hint) {
    return new CommandFailure(ExitCode.WRONG_INPUT, message, hint);
  }
}
