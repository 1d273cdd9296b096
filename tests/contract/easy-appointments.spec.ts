import { startEasyAppointmentsDriver } from "./easy-appointments.ts";
import { contractSuite } from "./suite.ts";

contractSuite("Easy!Appointments", () => startEasyAppointmentsDriver("default"));
