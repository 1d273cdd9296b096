/**
 * The dialogs of the page, as they were seen to follow each other: whoever saves is asked whether to notify, a conflict
 * can be passed over, a drag can be undone, and a deletion asks for its reason.
 */
globalThis.startDialogs = ({ vars, post, reload }) => {
  const editor = document.querySelector("#appointments-modal");
  const question = document.querySelector("#message-modal");
  let focused = null;

  /** Resolves with the button that was pressed. */
  function ask(title, text, buttons, { reason = false } = {}) {
    const { promise, resolve } = Promise.withResolvers();
    $(".message-title").text(title);
    $(".message-body").text(text);
    $("#cancellation-reason").prop("hidden", !reason).val("");
    $(".message-buttons").empty();
    for (const name of buttons)
      $("<button type='button' class='btn'>")
        .text(name)
        .on("click", () => {
          question.close();
          resolve(name);
        })
        .appendTo(".message-buttons");
    if (!question.open) question.showModal();
    return promise;
  }

  /** What a person has to read: that it is done, and for a while the way back. */
  function notify(text, undo) {
    const toast = $("<div class='backend-notification'>").text(`${text} `);
    if (undo)
      $("<button type='button' class='btn'>Undo</button>")
        .on("click", () => {
          $("#notification").empty();
          undo();
        })
        .appendTo(toast);
    $("#notification").empty().append(toast);
  }

  /** @returns `saved`, `refused` where a person gave way to a conflict, or `failed` */
  async function save(data) {
    const answer = await ask("Notify", "Notify the customer and the provider?", ["No", "Yes"]);
    const body = { ...data, notify_users: answer === "Yes" ? 1 : 0 };
    try {
      let told = await post("save_appointment", { ...body, force_save: 0 });
      if (told.conflict) {
        const choice = await ask("Conflict", told.message ?? "", ["Cancel", "Continue"]);
        if (choice === "Cancel") return "refused";
        told = await post("save_appointment", { ...body, force_save: 1 });
      }
      return told.success ? "saved" : "failed";
    } catch {
      return "failed";
    }
  }

  async function remove() {
    const sure = await ask("Delete", "Do you want to notify about it?", ["Cancel", "No", "Yes"]);
    if (sure === "Cancel") return;
    let cancellation_reason = "";
    if (sure === "Yes") {
      const why = "Please take a minute to write the reason:";
      if ((await ask("Delete", why, ["Cancel", "Delete"], { reason: true })) === "Cancel") return;
      cancellation_reason = $("#cancellation-reason").val();
    }
    try {
      const { id } = focused;
      const notify_users = sure === "Yes" ? 1 : 0;
      const answer = await post("delete_appointment", {
        appointment_id: id,
        cancellation_reason,
        notify_users,
      });
      if (answer.success) reload();
      else notify("The appointment was not deleted.");
    } catch {
      notify("Unexpected issues");
    }
  }

  // ---- the editor ----------------------------------------------------------------------------------------------

  const fields = {
    "#first-name": "first_name",
    "#last-name": "last_name",
    "#email": "email",
    "#phone-number": "phone_number",
    "#customer-id": "id",
  };
  /** What the form has beside them, as it is sent every time. */
  const rest = {
    address: "",
    city: "",
    zip_code: "",
    language: "czech",
    timezone: "Europe/Prague",
    notes: "",
  };

  /** Its pickers of dates are texts: `2026-11-23 10:00:00` ↔ `23.11.2026 10:00`. */
  const typed = (stamp) =>
    (stamp ?? "").replace(/^(\d+)-(\d+)-(\d+) (\d+:\d+):\d+$/, (_all, year, month, day, time) =>
      [`${day}.${month}.${year}`, time].join(" "),
    );
  const stampOf = (text) =>
    text.replace(/^(\d+)\.(\d+)\.(\d+) (\d+:\d+)$/, (_all, day, month, year, time) =>
      [`${year}-${month}-${day}`, `${time}:00`].join(" "),
    );

  const fillCustomer = (customer) => {
    for (const [field, name] of Object.entries(fields)) $(field).val(customer?.[name] ?? "");
  };

  function open(appointment) {
    const data = appointment ?? {};
    $(".modal-message").text("");
    $("#existing-customers-list").prop("hidden", true).empty();
    $("#appointment-id").val(data.id ?? "");
    $("#select-service").val(data.id_services ?? 1);
    $("#select-provider").val(data.id_users_provider ?? vars.providers[0].id);
    $("#start-datetime").val(typed(data.start_datetime));
    $("#end-datetime").val(typed(data.end_datetime));
    $("#appointment-status").val(data.status ?? "Booked");
    fillCustomer(data.customer);
    editor.showModal();
  }

  $("#save-appointment").on("click", async () => {
    const appointment = {
      id_services: $("#select-service").val(),
      id_users_provider: $("#select-provider").val(),
      start_datetime: stampOf($("#start-datetime").val()),
      end_datetime: stampOf($("#end-datetime").val()),
      status: $("#appointment-status").val(),
      location: "",
      meeting_link: "",
      color: "#7cbae8",
      notes: "",
      is_unavailability: 0,
    };
    const customer = { ...rest };
    for (const [field, name] of Object.entries(fields)) customer[name] = $(field).val();
    if ($("#appointment-id").val()) appointment.id = $("#appointment-id").val();
    if (customer.id) appointment.id_users_customer = customer.id;
    else delete customer.id;
    const outcome = await save({ appointment_data: appointment, customer_data: customer });
    if (outcome === "failed") $(".modal-message").text("Unexpected issues");
    if (outcome !== "saved") return;
    editor.close();
    reload();
  });

  $("#select-customer").on("click", async () => {
    const customers = await $.post("/index.php/customers/search", { csrf_token: vars.token, keyword: "" });
    const list = $("#existing-customers-list").empty().prop("hidden", false);
    for (const customer of customers)
      $("<button type='button'>")
        .text(`${customer.first_name} ${customer.last_name}`)
        .on("click", () => {
          fillCustomer(customer);
          list.prop("hidden", true);
        })
        .appendTo(list);
  });
  $("#new-customer").on("click", () => fillCustomer(null));

  $("#calendar-page")
    .on("click", ".edit-popover", () => {
      $(".popover").remove();
      open(focused);
    })
    .on("click", ".delete-popover", () => {
      $(".popover").remove();
      remove();
    });
  $("#insert-dropdown").on("click", () => $(".dropdown-menu").prop("hidden", (_index, hidden) => !hidden));
  // Its link leads to `#`, and nobody holds it back.
  $("#insert-appointment").on("click", () => {
    $(".dropdown-menu").prop("hidden", true);
    open(null);
  });
  $("#close-dialog").on("click", () => editor.close());

  return {
    notify,
    save,
    focus(data) {
      focused = data;
    },
  };
};
