/** What the stand-in keeps, in the shape in which Easy!Appointments 1.6 hands it to its page. */
export interface Customer {
  readonly id: number;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone_number: string;
  readonly mobile_number: string;
  readonly [more: string]: unknown;
}

export interface Provider {
  readonly id: number;
  readonly first_name: string;
  readonly last_name: string;
}

export interface Stored {
  readonly id: number;
  /** `2026-11-23 10:00:00`, by the provider's clock. */
  readonly start_datetime: string;
  readonly end_datetime: string;
  readonly status: string;
  readonly id_users_provider: number;
  readonly id_users_customer: number;
  readonly id_services: number;
  readonly notes: string;
}

export interface Unavailability {
  readonly id: number;
  readonly start_datetime: string;
  readonly end_datetime: string;
  readonly id_users_provider: number;
  readonly notes: string;
}

export const providers: readonly Provider[] = [
  { id: 2, first_name: "Alena", last_name: "Lékařová" },
  { id: 3, first_name: "Bohumil", last_name: "Doktor" },
];

export const services = [
  { id: 1, name: "Prohlídka", duration: 30, price: "0.00", currency: "CZK" },
  { id: 2, name: "Očkování", duration: 15, price: "0.00", currency: "CZK" },
] as const;

const hours = { start: "08:00", end: "18:00", breaks: [{ start: "12:00", end: "12:30" }] };
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Each provider carries its whole working plan into every appointment of its own. */
export const providerRecord = (provider: Provider, timezone: string) => ({
  ...provider,
  email: "ordinace@kalendar.example",
  phone_number: "+420 777 999 999",
  mobile_number: "+420 777 888 888",
  timezone,
  language: "czech",
  settings: {
    username: `provider${provider.id}`,
    working_plan: JSON.stringify(Object.fromEntries(weekdays.map((day) => [day, hours]))),
    working_plan_exceptions: JSON.stringify(
      Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`2025-01-${index + 1}`, hours])),
    ),
    calendar_view: "default",
  },
  services: services.map(({ id }) => id),
});
