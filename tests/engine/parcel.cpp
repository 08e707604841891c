#include "engine/parcel.hpp"

#include <algorithm>

namespace lilac::parcel {

namespace {

char const* name_of_status(ParcelStatus status) {
  return name_of(type_of<ParcelStatus>(), static_cast<std::int64_t>(status));
}

std::string deadline_of(ParcelId id) { return "parcel." + std::to_string(id.value) + ".overdue"; }

/// The one row that commands without a row of their own publish from.
result<Tally*> tally_of(Work& work, UserId user) {
  BOOST_OUTCOME_TRY(auto* there, work.find(Id<Tally>{user.value}));
  if (there == nullptr) return work.create(Id<Tally>{user.value});
  return work.load(Id<Tally>{user.value});
}
constexpr UserId nobody{1'000'000};

}  // namespace

// --- Handlers
// -----------------------------------------------------------------------------------------------------------

result<Parcel> handle(Handling<RegisterParcel>& work, RegisterParcel const& command) {
  if (command.weight <= 0) return refuse(weight_must_be_positive, field("weight"), value(command.weight));
  BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
  parcel->user_id = command.user_id;
  parcel->label = command.label;
  parcel->note = command.note;
  parcel->weight = command.weight;
  parcel->changed_at = work.now();
  return work.save(*parcel, ParcelRegistered{parcel->id, parcel->user_id, parcel->note, parcel->weight});
}

result<> handle(Handling<SendParcel>& work, SendParcel const& command) {
  BOOST_OUTCOME_TRY(auto* parcel, work.load(command.parcel_id));
  if (parcel->status != ParcelStatus::registered)
    return refuse(parcel_has_left, field("parcel_id"), value(name_of_status(parcel->status)));
  parcel->status = ParcelStatus::sent;
  parcel->changed_at = work.now();
  work.save(*parcel, ParcelSent{parcel->id, parcel->user_id});
  return work.schedule(deadline_of(parcel->id), work.now() + work.rules<Rules>().delivery_window,
                       ReportLost{parcel->id});
}

result<> handle(Handling<DeliverParcel>& work, DeliverParcel const& command) {
  BOOST_OUTCOME_TRY(auto* parcel, work.load(command.parcel_id));
  if (parcel->status == ParcelStatus::delivered)
    return refuse(parcel_has_left, field("parcel_id"), value(name_of_status(parcel->status)));
  parcel->status = ParcelStatus::delivered;
  parcel->is_open = false;
  work.save(*parcel, ParcelDelivered{parcel->id});
  return work.unschedule(deadline_of(parcel->id));
}

result<> handle(Handling<CountParcel>& work, CountParcel const& command) {
  BOOST_OUTCOME_TRY(auto* tally, tally_of(work, command.user_id));
  auto const most = work.rules<Rules>().most_open;
  if (tally->count >= most) return refuse(too_many_open, field("user_id"), limit(most));
  ++tally->count;
  work.save(*tally, Counted{tally->count, work.actor(), work.origin()});
  return outcome::success();
}

result<> handle(Handling<NoteHeavy>& work, NoteHeavy const& command) {
  BOOST_OUTCOME_TRY(auto* parcel, work.load(command.parcel_id));
  parcel->label += " (heavy)";
  work.save(*parcel, HeavyNoted{parcel->id});
  return outcome::success();
}

result<> handle(Handling<RecallAll>& work, RecallAll const& command) {
  BOOST_OUTCOME_TRY(auto* tally, tally_of(work, command.user_id));
  work.save(*tally, RecallOrdered{command.user_id});
  return outcome::success();
}

result<> handle(Handling<RecallParcel>& work, RecallParcel const& command) {
  BOOST_OUTCOME_TRY(auto* parcel, work.load(command.parcel_id));
  if (parcel->status == ParcelStatus::delivered)
    return refuse(parcel_has_left, field("parcel_id"), value(name_of_status(parcel->status)));
  parcel->status = ParcelStatus::recalled;
  parcel->changed_at = work.now();
  work.save(*parcel, ParcelRecalled{parcel->id});
  return outcome::success();
}

result<> handle(Handling<ReportLost>& work, ReportLost const& command) {
  BOOST_OUTCOME_TRY(auto* parcel, work.load(command.parcel_id));
  if (parcel->status != ParcelStatus::sent)
    return refuse(parcel_has_left, field("parcel_id"), value(name_of_status(parcel->status)));
  parcel->status = ParcelStatus::lost;
  work.save(*parcel, ParcelLost{parcel->id, work.now()});
  return outcome::success();
}

result<> handle(Handling<Ping>& work, Ping const& command) {
  BOOST_OUTCOME_TRY(auto* tally, tally_of(work, nobody));
  ++tally->count;
  work.save(*tally, Pinged{command.left});
  return outcome::success();
}

result<> handle(Handling<Pong>& work, Pong const& command) {
  BOOST_OUTCOME_TRY(auto* tally, tally_of(work, nobody));
  ++tally->count;
  work.save(*tally, Ponged{command.left});
  return outcome::success();
}

result<> handle(Handling<ReturnParcel>& work, ReturnParcel const& command) {
  BOOST_OUTCOME_TRY(auto* parcel, work.load(command.parcel_id));
  parcel->status = ParcelStatus::returned;
  parcel->changed_at = work.now();
  work.save(*parcel, ParcelReturned{parcel->id});
  return outcome::success();
}

result<> handle(Handling<EraseParcel>& work, EraseParcel const& command) {
  BOOST_OUTCOME_TRY(auto* parcel, work.load(command.parcel_id));
  work.erase(*parcel);
  return outcome::success();
}

result<Tally> handle(Handling<Act>& work, Act const& command) {
  BOOST_OUTCOME_TRY(auto count, work.port<Script>().run(work, command));
  return Tally{{}, count};
}

// --- Policies
// -----------------------------------------------------------------------------------------------------------

CountParcel count_registered_parcel(ParcelRegistered const& event) { return {event.user_id}; }

std::optional<NoteHeavy> note_heavy_parcel(ParcelRegistered const& event, Rules const& rules) {
  if (event.weight < rules.heavy_from) return std::nullopt;
  return NoteHeavy{event.parcel_id};
}

std::optional<Pong> answer_ping(Pinged const& event) {
  if (event.left == 0) return std::nullopt;
  return Pong{event.left - 1};
}
std::optional<Ping> answer_pong(Ponged const& event) {
  if (event.left == 0) return std::nullopt;
  return Ping{event.left - 1};
}

SendParcel send_cleared_parcel(CustomsCleared const& event) { return {event.parcel_id}; }

FanOutProbe& fan_out_probe() {
  thread_local FanOutProbe probe;
  return probe;
}

result<> recall_each(RecallOrdered const& event, Reader& reader, Emit<RecallParcel>& emit) {
  auto& probe = fan_out_probe();
  ++probe.calls;
  if (probe.fails) return refuse(rules::gateway_failed, field("fan_out"), value("not today"));
  Key after;
  if (emit.after() != 0) {
    after = Reader::prefix<Parcel::find_by_user_id>(event.user_id);
    append_id(after, emit.after(), false);
  }
  std::size_t page = 0;
  auto done = reader.each_after<Parcel::find_by_user_id>(
      after, emit.left(),
      [&](Parcel const& parcel) {
        ++page;
        return emit(parcel.id.value, {parcel.id, parcel.note, parcel.user_id});
      },
      event.user_id);
  probe.largest_page = std::max(probe.largest_page, page);
  return done;
}

namespace {

// --- View, worker, questions
// --------------------------------------------------------------------------------------------

result<> project_trail(Work& work, EventRow const& event) {
  std::optional<ParcelId> parcel;
  if (event.type == &event_info<ParcelRegistered>())
    parcel = static_cast<ParcelRegistered const*>(event.payload)->parcel_id;
  else if (event.type == &event_info<ParcelSent>())
    parcel = static_cast<ParcelSent const*>(event.payload)->parcel_id;
  if (!parcel) return outcome::success();
  Id<Trail> const id{parcel->value};
  BOOST_OUTCOME_TRY(auto* there, work.find(id));
  auto* trail = there == nullptr ? work.create(id) : nullptr;
  if (trail == nullptr) {
    BOOST_OUTCOME_TRY(trail, work.load(id));
  }
  ++trail->events;
  if (event.type == &event_info<ParcelRegistered>()) {
    auto const& registered = *static_cast<ParcelRegistered const*>(event.payload);
    trail->user_id = registered.user_id;
    trail->note = registered.note;
  }
  work.keep(*trail);
  return outcome::success();
}

result<Parcel const*> next_recalled(Reader& reader) {
  return reader.first<Parcel::find_by_status_and_weight>(ParcelStatus::recalled);
}
// Recalled parcels go back to their users one by one, an hour after the recall.
result<bool> return_recalled(Engine& engine, Instant now) {
  StoreReader reader{engine.store()};
  BOOST_OUTCOME_TRY(auto const* parcel, next_recalled(reader));
  if (parcel == nullptr || *parcel->changed_at + std::chrono::hours(1) > now) return false;
  BOOST_OUTCOME_TRY(engine.execute(ReturnParcel{parcel->id}, system_actor, {.at = now}));
  return true;
}
result<std::optional<Instant>> return_due(Engine& engine) {
  StoreReader reader{engine.store()};
  BOOST_OUTCOME_TRY(auto const* parcel, next_recalled(reader));
  if (parcel == nullptr) return std::optional<Instant>{};
  return std::optional<Instant>{*parcel->changed_at + std::chrono::hours(1)};
}

}  // namespace

result<> answer(GetParcels const& question, Reader& reader, Host const&, FunctionRef<bool(Parcel const&)> sink) {
  return reader.each<Parcel::find_by_user_id>([&](Parcel const& parcel) { return sink(parcel); }, question.user_id);
}

// --- The module
// ---------------------------------------------------------------------------------------------------------

namespace {

constexpr auto commands = command_table<RegisterParcel, SendParcel, DeliverParcel, CountParcel, NoteHeavy, RecallAll,
                                        RecallParcel, ReportLost, Ping, Pong, ReturnParcel, EraseParcel, Act>();
constexpr auto published =
    event_table<ParcelRegistered, ParcelSent, ParcelDelivered, Counted, HeavyNoted, RecallOrdered, ParcelRecalled,
                ParcelLost, Pinged, Ponged, ParcelReturned, CustomsCleared, Acted>();
constexpr auto entities = entity_table<Parcel, Tally, Trail>();
constexpr PolicyInfo policies[] = {
    policy<&count_registered_parcel>("A registered parcel is counted"),
    policy<&note_heavy_parcel>("A heavy parcel is marked"),
    policy<&answer_ping>("Ping is answered"),
    policy<&answer_pong>("Pong is answered"),
    policy<&send_cleared_parcel>("A cleared parcel is sent"),
    after_commit<&recall_each>("Every parcel of the user is recalled"),
    deliver<&Tracker::follow>("The tracking company follows a sent parcel"),
};
constexpr auto queries = query_table<GetParcels>();
constexpr EntityInfo const* trail_entities[] = {&entity_info<Trail>()};
constexpr ViewInfo views[] = {{"trails", trail_entities, &project_trail}};
constexpr WorkerInfo workers[] = {{"returns", &return_recalled, &return_due}};
constexpr auto ports = port_table<Script, Tracker>();
constexpr Rule const* errors[] = {&weight_must_be_positive, &parcel_has_left, &too_many_open};
constexpr AlsoKnownAs also_known_as[] = {{"command", "DispatchShipment", "SendParcel"},
                                         {"rule", "Parcels weigh something", "weight_must_be_positive"}};
constexpr AlsoKnownAs answers[] = {{"question", "Who follows a parcel?", "follow"},
                                   {"question", "Why so?", "README#why"}};

}  // namespace

constinit ModuleInfo const module{
    .name = "parcel",
    .commands = commands,
    .events = published,
    .entities = entities,
    .policies = policies,
    .queries = queries,
    .views = views,
    .workers = workers,
    .ports = ports,
    .errors = errors,
    .rules = &type_of<Rules>(),
    .also_known_as = also_known_as,
    .answers = answers,
};

}  // namespace lilac::parcel
