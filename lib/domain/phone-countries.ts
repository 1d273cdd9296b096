import { getCountryCallingCode, type MetadataJson } from "libphonenumber-js/core";
import phoneMetadata from "./phone-metadata.json" with { type: "json" };

/** Countries whose numbers Pípni understands; which of them may be texted is a setting. */
export const phoneCountries = ["CZ", "SK", "AT", "DE", "HU", "PL", "UA"] as const;
export type PhoneCountry = (typeof phoneCountries)[number];

export const isPhoneCountry = (code: string): code is PhoneCountry =>
  phoneCountries.some((country) => country === code);

export const metadata = phoneMetadata as unknown as MetadataJson;

/** `420` */
export const callingCodeOf = (country: PhoneCountry): string => getCountryCallingCode(country, metadata);
