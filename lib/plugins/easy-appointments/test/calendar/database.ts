import {
  type Customer,
  providerRecord,
  providers,
  type Stored,
  services,
  type Unavailability,
} from "./model.ts";

/** The provider has something else at that time. */
export class Conflict extends Error {
  override message = "The provider has another appointment at that time.";
}

/** What cannot be done: the server says so with status 500. */
export class Failed extends Error {}

type Given = Readonly<Record<string, string>>;

const number = (text: string | undefined): number => Number(text ?? "");

/** Its methods serve the page's requests and, in tests, another workstation. */
export class Database {
  timeZone = "Europe/Prague";
  /** Of providers who are somewhere else. */
  readonly timeZones = new Map<number, string>();
  #appointments: Stored[] = [];
  #unavailabilities: Unavailability[] = [];
  #customers: Customer[] = [];
  #lastId = 0;

  get customers(): readonly Customer[] {
    return this.#customers;
  }

  get appointments(): readonly Stored[] {
    return this.#appointments;
  }

  clear(): void {
    this.#appointments = [];
    this.#unavailabilities = [];
    this.#customers = [];
    this.timeZones.clear();
  }

  customer(given: Omit<Customer, "id">): Customer {
    const made = { ...given, id: ++this.#lastId } as Customer;
    this.#customers.push(made);
    return made;
  }

  customerRecord(id: number, given: Partial<Customer>): void {
    this.#customers = this.#customers.map((one) => (one.id === id ? { ...one, ...given, id } : one));
  }

  customerOf({ id_users_customer }: Stored): Customer {
    const found = this.#customers.find(({ id }) => id === id_users_customer);
    if (!found) throw new Failed("The customer does not exist.");
    return found;
  }

  add(given: Omit<Stored, "id">): Stored {
    const made = { ...given, id: ++this.#lastId };
    this.#appointments.push(made);
    return made;
  }

  block(given: Omit<Unavailability, "id">): void {
    this.#unavailabilities.push({ ...given, id: ++this.#lastId });
  }

  change(id: number, given: Partial<Stored>): void {
    const at = this.#appointments.findIndex((one) => one.id === id);
    const before = this.#appointments[at];
    if (!before) throw new Failed("The appointment does not exist.");
    this.#appointments[at] = { ...before, ...given };
  }

  remove(id: number): void {
    if (!this.#appointments.some((one) => one.id === id)) throw new Failed("The appointment does not exist.");
    this.#appointments = this.#appointments.filter((one) => one.id !== id);
  }

  /**
   * What the page's dialog or a drag sends. An id makes it a change; a drag sends no customer.
   * @param isForced whether a person has been told of a conflict, and goes on
   */
  save(appointment: Given, customer: Given | null, isForced: boolean): void {
    const [start, end] = [appointment.start_datetime ?? "", appointment.end_datetime ?? ""];
    if (!(start < end)) throw new Failed("The appointment ends before it begins.");
    const id = appointment.id ? number(appointment.id) : null;
    const provider = number(appointment.id_users_provider);
    const status = appointment.status ?? "Booked";
    // The check asks for no status, of either.
    const isInTheWay = (one: Stored | Unavailability): boolean =>
      one.id !== id &&
      one.id_users_provider === provider &&
      one.start_datetime < end &&
      start < one.end_datetime;
    if (!isForced && [...this.#appointments, ...this.#unavailabilities].some(isInTheWay))
      throw new Conflict();
    const fields = {
      start_datetime: start,
      end_datetime: end,
      status,
      id_users_provider: provider,
      id_services: number(appointment.id_services),
      notes: appointment.notes ?? "",
    };
    const id_users_customer = customer ? this.#saveCustomer(customer) : number(appointment.id_users_customer);
    if (id === null) this.add({ ...fields, id_users_customer });
    else this.change(id, { ...fields, id_users_customer });
  }

  /** By a known e-mail it is that customer, who from then on is called as the form says. */
  #saveCustomer(given: Given): number {
    const { email = "" } = given;
    const known = email === "" ? undefined : this.#customers.find((one) => one.email === email);
    const id = given.id ? number(given.id) : known?.id;
    if (id === undefined) {
      const { first_name = "", last_name = "", phone_number = "" } = given;
      return this.customer({ first_name, last_name, email, phone_number, mobile_number: "" }).id;
    }
    this.customerRecord(id, given);
    return id;
  }

  /** Of the days from the first to the last, as the page gets them. @param show which providers or services */
  list(from: string, to: string, show: (one: Stored) => boolean = () => true) {
    const [first, last] = [`${from} 00:00:00`, `${to} 23:59:59`];
    const within = (one: { start_datetime: string; end_datetime: string }): boolean =>
      one.start_datetime <= last && first <= one.end_datetime;
    const providerOf = (id: number) => {
      const found = providers.find((one) => one.id === id);
      return found ? providerRecord(found, this.timeZones.get(id) ?? this.timeZone) : null;
    };
    return {
      appointments: this.#appointments
        .filter((one) => within(one) && show(one))
        .map((one) => ({
          ...one,
          book_datetime: "2026-11-01 08:00:00",
          hash: `hash${one.id}`,
          location: "",
          color: "#7cbae8",
          is_unavailability: 0,
          provider: providerOf(one.id_users_provider),
          service: services.find(({ id }) => id === one.id_services),
          customer: this.customerOf(one),
        })),
      unavailabilities: this.#unavailabilities.filter(within).map((one) => ({
        ...one,
        is_unavailability: 1,
        id_users_customer: null,
        provider: providerOf(one.id_users_provider),
      })),
      blocked_periods: [
        {
          id: 1,
          name: "Svátek",
          start_datetime: `${from} 00:00:00`,
          end_datetime: `${from} 23:59:59`,
          notes: "",
        },
      ],
    };
  }
}
