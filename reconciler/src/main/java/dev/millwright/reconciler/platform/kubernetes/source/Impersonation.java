package dev.millwright.reconciler.platform.kubernetes.source;

import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.util.Optional;

/// A project's account, and a client that is nobody else: each of its requests, watches included,
/// says as whom it is made. Where this process may not act as the account, the cluster refuses the
/// request; nothing is ever done with this process's own rights instead.
public final class Impersonation implements AutoCloseable {
  private final String namespace;
  private final String account;
  private final KubernetesClient client;

  private Impersonation(String namespace, String account, KubernetesClient client) {
    this.namespace = namespace;
    this.account = account;
    this.client = client;
  }

  /// The header of each request, whatever the client makes of its configuration meanwhile.
  private record Header(String user) implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      builder.setHeader("Impersonate-User", user);
    }
  }

  /// @param own gives the address and this process's credentials, and stays open
  /// @param writes told of calls that write
  public static Impersonation of(
      KubernetesClient own, String namespace, String account, Interceptor writes) {
    Header header = new Header(user(namespace, account));
    return new Impersonation(
        namespace,
        account,
        new KubernetesClientBuilder()
            .withConfig(own.getConfiguration())
            .withHttpClientBuilderConsumer(
                http ->
                    http.addOrReplaceInterceptor("account", header)
                        .addOrReplaceInterceptor("writes", writes))
            .build());
  }

  private static String user(String namespace, String account) {
    return "system:serviceaccount:" + namespace + ":" + account;
  }

  public KubernetesClient client() {
    return client;
  }

  /// Whether this process is the account to the cluster, and the account is there.
  ///
  /// @throws Refused when not, and when the cluster does not say
  public void check() throws Refused {
    try {
      String user =
          client.resource(new SelfSubjectReview()).create().getStatus().getUserInfo().getUsername();
      if (!user.equals(user(namespace, account))) {
        throw new Refused("Impersonation", "the cluster takes this process for " + user);
      }
      if (client.serviceAccounts().inNamespace(namespace).withName(account).get() == null) {
        throw new Refused(
            "NoAccount",
            "there is no ServiceAccount %s in %s: nothing is done in its place"
                .formatted(account, namespace));
      }
    } catch (KubernetesClientException e) {
      throw refusal(e);
    }
  }

  /// Where the cluster does not answer nothing is known: the project goes on as it did.
  public void checkAgain() throws Refused {
    try {
      check();
    } catch (Refused e) {
      if (!e.reason().equals("Unanswered")) {
        throw e;
      }
    }
  }

  private Refused refusal(KubernetesClientException e) {
    String said =
        Optional.ofNullable(e.getStatus())
            .map(it -> it.getMessage())
            .orElse(String.valueOf(e.getMessage()));
    if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
      return new Refused("Unanswered", "the cluster does not answer: " + said);
    }
    return said.contains("impersonate")
        ? new Refused(
            "MayNotImpersonate",
            "the reconciler may not act as ServiceAccount %s of %s, and does nothing in its place: %s"
                .formatted(account, namespace, said))
        : new Refused(
            "AccountMayNot",
            "ServiceAccount %s of %s lacks rights: %s".formatted(account, namespace, said));
  }

  /// A Secret's fields, read as the account.
  ///
  /// @return absent when there is no such Secret
  /// @throws Refused when the account may not read it
  public Optional<SecretFields> secret(String name) throws Refused {
    try {
      return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get())
          .map(SecretFields::of);
    } catch (KubernetesClientException e) {
      throw refusal(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
