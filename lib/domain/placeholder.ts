/** What a template may ask for. The spelling is ORDIN's, so that its users can bring their texts along. */
export const placeholderNames = ["DATUM", "CAS", "ZARIZENI", "TELEFON"] as const;
export type PlaceholderName = (typeof placeholderNames)[number];

export type PlaceholderValues = Readonly<Record<PlaceholderName, string>>;
