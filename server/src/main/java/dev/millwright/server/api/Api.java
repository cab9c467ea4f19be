package dev.millwright.server.api;

import static dev.millwright.server.api.Route.Method.GET;
import static dev.millwright.server.api.Route.Method.POST;

import dev.millwright.server.control.Control;
import dev.millwright.server.view.Views;
import dev.millwright.spec.Address;
import dev.millwright.tracking.Tracking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Every route of the API but the stream of events.
public final class Api {
  private final Tracking tracking;
  private final Views views;
  private final Wishes wishes;
  private final RunLog log;

  public Api(Tracking tracking, Control control) {
    this.tracking = tracking;
    this.views = new Views(tracking, control);
    this.wishes = new Wishes(control);
    this.log = new RunLog(tracking, control);
  }

  public List<Route> routes() {
    return List.of(
        get("/status", _ -> Reply.json(views.status())),
        get("/releases", call -> list("releases", tracking.releases().list(call.limit()))),
        get("/releases/{id}", this::release),
        get("/rollouts", call -> list("rollouts", views.rollouts(call.limit()))),
        get("/rollouts/{id}", this::rollout),
        get("/components", _ -> list("components", views.components())),
        get("/components/{kind}/{name}", this::component),
        get("/runs", call -> list("runs", tracking.runs().list(call.limit()))),
        get("/runs/{id}", this::run),
        get("/runs/{id}/metrics", this::metrics),
        get("/runs/{id}/log", log::reply),
        get("/monitors/{name}/windows", this::windows),
        get("/alerts", call -> list("alerts", tracking.monitoring().alerts(call.limit()))),
        get("/history", this::history),
        get("/snapshots/{name}", this::snapshots),
        post("/clock", wishes::clock),
        post("/reconcile", wishes::reconcile),
        post("/suspend", wishes::suspend),
        post("/resume", wishes::resume),
        post("/retry", wishes::retry),
        post("/runs", wishes::run),
        post("/workflows/{name}/runs", wishes::workflow),
        post("/flush", wishes::flush));
  }

  private Reply release(Call call) {
    return one(tracking.releases().find(call.digest("id")), "release " + call.id());
  }

  private Reply rollout(Call call) {
    return one(tracking.rollouts().find(call.id()), "rollout " + call.id());
  }

  private Reply run(Call call) {
    return one(tracking.runs().find(call.id()), "run " + call.id());
  }

  private Reply metrics(Call call) {
    return tracking.runs().find(call.id()).isPresent()
        ? list("metrics", tracking.runs().metrics(call.id()))
        : Reply.notFound("there is no run " + call.id());
  }

  private Reply component(Call call) {
    String text = call.path().get("kind") + "/" + call.path().get("name");
    Address address = Call.parsed("kind", text, Address::parse);
    return views
        .component(address)
        .map(Reply::json)
        .orElseGet(() -> Reply.notFound("nothing live is " + address));
  }

  private Reply windows(Call call) {
    return list("windows", tracking.monitoring().windows(call.name(), call.limit()));
  }

  private Reply history(Call call) {
    return list(
        "story",
        call.after()
            .map(number -> tracking.story().after(number))
            .orElseGet(() -> tracking.story().list(call.limit())));
  }

  private Reply snapshots(Call call) {
    return views
        .snapshots(call.name())
        .map(snapshots -> list("snapshots", snapshots))
        .orElseGet(() -> Reply.notFound("nothing live is FeatureSet/" + call.name()));
  }

  private static Reply list(String name, List<?> items) {
    return Reply.json(Map.of(name, items));
  }

  private static Reply one(Optional<?> found, String what) {
    return found.map(Reply::json).orElseGet(() -> Reply.notFound("there is no " + what));
  }

  private static Route get(String path, Function<Call, Reply> action) {
    return new Route(GET, path, action);
  }

  private static Route post(String path, Function<Call, Reply> action) {
    return new Route(POST, path, action);
  }
}
