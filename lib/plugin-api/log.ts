/** For developers. What a person has to know is said on the page. */
export const logError = (error: unknown): void => console.error("Pípni:", error);
