package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Name;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Who asks for pods while a list of them is on its way.
final class PodListsTest {
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private volatile boolean sharedFails;
  private final PodLists lists = new PodLists(this::list);

  @Test
  void one_alone_asks_for_its_own_pods_only() throws PlatformFailure {
    first.countDown();
    assertThat(names(lists.of(of("a")))).containsExactly("a");
    assertThat(asked).containsExactly(of("a"));
  }

  @Test
  void many_that_come_meanwhile_share_the_next_list_and_have_their_own_pods() throws Exception {
    List<Future<List<Pod>>> answers = askWhileOneIsOnItsWay();
    first.countDown();
    assertThat(names(answers.get(0).get())).containsExactly("a");
    assertThat(names(answers.get(1).get())).containsExactly("b");
    assertThat(names(answers.get(2).get())).containsExactly("c");
    assertThat(asked).containsExactly(Parts.graphSelector());
  }

  @Test
  void what_fails_for_one_is_asked_for_by_the_others_themselves() throws Exception {
    List<Future<List<Pod>>> answers = askWhileOneIsOnItsWay();
    sharedFails = true;
    first.countDown();
    assertThatThrownBy(() -> answers.get(1).get()).hasRootCauseMessage("told to end");
    assertThat(names(answers.get(2).get())).containsExactly("c");
  }

  /// The list that is on its way is `a`'s; the next one is begun by `b`.
  private List<Future<List<Pod>>> askWhileOneIsOnItsWay() throws InterruptedException {
    List<Future<List<Pod>>> answers = new ArrayList<>();
    answers.add(ask("a").task());
    assertThat(asked.take()).isEqualTo(of("a"));
    for (String name : List.of("b", "c")) {
      Asking asking = ask(name);
      while (asking.thread().getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      answers.add(asking.task());
    }
    return answers;
  }

  private record Asking(Thread thread, FutureTask<List<Pod>> task) {}

  private Asking ask(String name) {
    FutureTask<List<Pod>> task = new FutureTask<>(() -> lists.of(of(name)));
    return new Asking(Thread.startVirtualThread(task), task);
  }

  private List<Pod> list(String labels) throws PlatformFailure {
    asked.add(labels);
    try {
      first.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (labels.equals(Parts.graphSelector()) && sharedFails) {
      throw new PlatformFailure("told to end");
    }
    return List.of(pod("a"), pod("b"), pod("c"));
  }

  private static String of(String graph) {
    return Parts.graphSelector(Name.of(graph));
  }

  private static Pod pod(String graph) {
    Map<String, String> labels =
        Arrays.stream(of(graph).split(",", -1))
            .map(it -> it.split("=", 2))
            .collect(Collectors.toMap(it -> it[0], it -> it[1]));
    return new PodBuilder()
        .withNewMetadata()
        .withName(graph)
        .withLabels(labels)
        .endMetadata()
        .build();
  }

  private static List<String> names(List<Pod> pods) {
    return pods.stream().map(it -> it.getMetadata().getName()).toList();
  }
}
