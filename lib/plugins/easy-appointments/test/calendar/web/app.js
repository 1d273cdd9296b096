(() => {
  const vars = JSON.parse(document.querySelector("#vars").textContent);
  const query = new URLSearchParams(location.search);
  const base = "/index.php/calendar/";
  const two = (number) => String(number).padStart(2, "0");
  const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = (date) => `${two(date.getHours())}:${two(date.getMinutes())}`;
  const stamp = (date) => `${day(date)} ${clock(date)}:00`;
  const later = (date, days) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
  const post = (name, data) => $.post(base + name, { csrf_token: vars.token, ...data });
  const dialogs = startDialogs({ vars, post, reload: () => reload() });
  let reload = () => {};

  // ---- appointments as events -------------------------------------------------------------------------------

  function eventOf(appointment) {
    const { service, customer } = appointment;
    const name = [customer.first_name, customer.last_name].filter(Boolean).join(" ");
    return {
      id: appointment.id,
      title: `${service.name} - ${name}`,
      start: new Date(appointment.start_datetime.replace(" ", "T")),
      end: new Date(appointment.end_datetime.replace(" ", "T")),
      allDay: false,
      color: appointment.color,
      data: appointment,
    };
  }

  const otherEvents = ({ unavailabilities, blocked_periods }) => [
    ...unavailabilities.map((one) => ({
      title: `Unavailability - ${one.notes}`,
      start: new Date(one.start_datetime.replace(" ", "T")),
      end: new Date(one.end_datetime.replace(" ", "T")),
      className: "fc-unavailability fc-custom",
      data: one,
    })),
    ...blocked_periods.map((one) => ({
      title: one.name,
      start: new Date(one.start_datetime.replace(" ", "T")),
      end: new Date(one.end_datetime.replace(" ", "T")),
      allDay: true,
      editable: false,
      className: "fc-blocked-period fc-unavailability",
      data: one,
    })),
  ];

  function show(calendar, events) {
    for (const source of calendar.getEventSources()) source.remove();
    calendar.addEventSource(events);
  }

  /** A drag is shown and kept in the event's own data before anybody is asked. */
  async function saveMove({ event, delta, endDelta, revert }) {
    const { data } = event.extendedProps;
    if (data.is_unavailability) return revert();
    const shifted = (text, by) => {
      const date = new Date(text.replace(" ", "T"));
      date.setDate(date.getDate() + (by?.days ?? 0));
      return stamp(new Date(date.getTime() + (by?.milliseconds ?? 0)));
    };
    const { customer: _c, provider: _p, service: _s, ...before } = data;
    const after = {
      ...before,
      start_datetime: shifted(data.start_datetime, delta),
      end_datetime: shifted(data.end_datetime, delta ?? endDelta),
    };
    const take = ({ start_datetime, end_datetime }) => Object.assign(data, { start_datetime, end_datetime });
    take(after);
    const outcome = await dialogs.save({ appointment_data: after });
    if (outcome !== "saved") {
      if (outcome === "failed") dialogs.notify("Unexpected issues");
      reload();
      return;
    }
    dialogs.notify("Appointment updated successfully!", async () => {
      take(before);
      await post("save_appointment", { appointment_data: before, notify_users: 0, force_save: 0 });
      reload();
    });
  }

  const common = {
    editable: true,
    selectable: true,
    slotDuration: "00:15:00",
    scrollTime: "07:00:00",
    eventTimeFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
    // What nobody could read is not drawn.
    eventContent: ({ event, timeText }) => `${timeText} ${event.title.slice(0, 100)}`,
    eventDrop: saveMove,
    eventResize: saveMove,
    eventClick: ({ event }) => {
      const { data } = event.extendedProps;
      $(".popover").remove();
      if (!data.customer) return;
      dialogs.focus(data);
      $("<div class='popover'>")
        .append($("<strong>").text(event.title.slice(0, 100)), "<br>")
        .append("<button type='button' class='close-popover'>Close</button>")
        .append("<button type='button' class='delete-popover'>Delete</button>")
        .append("<button type='button' class='edit-popover'>Edit</button>")
        .appendTo("#calendar");
    },
  };

  // ---- the default view: one calendar, days and a filter ----------------------------------------------------

  function startDefault() {
    const calendar = new FullCalendar.Calendar($("#calendar")[0], {
      ...common,
      initialView: query.get("fcview") ?? "timeGridWeek",
      ...(query.has("date") ? { initialDate: query.get("date") } : {}),
      firstDay: 1,
      height: 950,
      headerToolbar: {
        left: "prev,next today",
        center: "title",
        right: "timeGridDay,timeGridWeek,dayGridMonth",
      },
      datesSet: () => reload(),
    });
    reload = () => {
      const filter = $("#select-filter-item");
      const { activeStart, activeEnd } = calendar.view;
      post("get_calendar_appointments", {
        record_id: filter.val(),
        start_date: day(activeStart),
        end_date: day(activeEnd),
        filter_type: filter.find("option:selected").attr("type"),
      }).done((answer) => show(calendar, [...answer.appointments.map(eventOf), ...otherEvents(answer)]));
    };
    calendar.render();
    $("#calendar").data("fullCalendar", calendar);
    $("#select-filter-item").on("change", () => reload());
  }

  // ---- the table view: for each day and provider a calendar of its own ---------------------------------------

  function startTable() {
    const days = () => Number($("#select-filter-item").val());
    const asked = query.get("date");
    let first = asked ? new Date(`${asked}T00:00`) : later(new Date(), 0);
    let columns = [];

    const last = () => later(first, days() - 1);
    const ask = () =>
      post("get_calendar_appointments_for_table_view", { start_date: day(first), end_date: day(last()) });
    const fill = (answer) => {
      for (const { calendar, date, provider } of columns) {
        const own = (one) => one.id_users_provider === provider.id && one.start_datetime.startsWith(date);
        show(calendar, [
          ...answer.appointments.filter(own).map(eventOf),
          ...otherEvents({ unavailabilities: answer.unavailabilities.filter(own), blocked_periods: [] }),
        ]);
      }
    };

    /** The columns are made anew; the answer is awaited in a promise, so they stand a task later. */
    function build() {
      const [from, count] = [first, days()];
      ask().then((answer) => {
        columns = [];
        $("#calendar").empty();
        const header = $("<div class='calendar-header'>").appendTo("#calendar");
        $("<button type='button' class='btn previous'>‹</button>").appendTo(header);
        $("<button type='button' class='btn next'>›</button>").appendTo(header);
        const view = $("<div class='calendar-view'>").appendTo("#calendar");
        for (let index = 0; index < count; index++) {
          const date = later(from, index);
          const column = $("<div class='date-column'>").data("date", day(date)).appendTo(view);
          $("<h5 class='date-column-title'>").text(day(date)).appendTo(column);
          for (const provider of vars.providers) {
            const place = $(
              "<div class='provider-column'><h6></h6><div class='calendar-wrapper'></div></div>",
            );
            place.find("h6").text(`${provider.first_name} ${provider.last_name}`);
            place.data("provider", provider).appendTo(column);
            const wrapper = place.find(".calendar-wrapper");
            const calendar = new FullCalendar.Calendar(wrapper[0], {
              ...common,
              initialView: "timeGridDay",
              initialDate: date,
              headerToolbar: false,
              height: 650,
            });
            calendar.render();
            wrapper.data("fullCalendar", calendar);
            columns.push({ calendar, date: day(date), provider });
          }
        }
        fill(answer);
      });
    }

    reload = () => ask().done(fill);
    $("#calendar").on("click", ".previous, .next", ({ currentTarget }) => {
      first = later(first, $(currentTarget).hasClass("next") ? 1 : -1);
      build();
    });
    $("#select-filter-item").on("change", build);
    build();
  }

  if (vars.view === "table") startTable();
  else startDefault();
  $("#reload-appointments").on("click", () => reload());
  $("#calendar-page").on("click", ".close-popover", () => $(".popover").remove());
  setInterval(() => {
    if (!$(".popover").length) reload();
  }, vars.pollMs);
})();
