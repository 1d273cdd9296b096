import type { RowProblem } from "../../domain/directory/import.ts";
import type { ColumnField } from "../../domain/directory/table.ts";
import type { patients as cs } from "../cs/patients.ts";
import { digitsIn } from "../language.ts";

const digits = digitsIn("en");

const count = (all: number) => `${digits(all)} ${all === 1 ? "patient" : "patients"}`;
const rows = (all: number) => `${digits(all)} ${all === 1 ? "row" : "rows"}`;

const fields: Record<ColumnField, string> = {
  name: "Full name",
  firstName: "First name",
  lastName: "Last name",
  phone: "Phone",
  code: "Patient ID",
  language: "Language of texts",
  consent: "Agreed to texts",
  optOut: "No texts",
  optOutSource: "No texts: source",
  optOutPhone: "No texts: number, for everybody",
};

const problems: Record<Exclude<RowProblem["code"], "phone">, string> = {
  quotes: "A quotation mark in this row is never closed.",
  shifted:
    "The row has more cells than there are columns: a delimiter stands within a cell. Nothing of it was stored; mend it in the file.",
  letters: "Some letters of the row cannot be read. Save the file in UTF-8.",
  vcardBroken: "The card is damaged.",
  noName: "There is no name and no ID, so it is not clear who this is.",
  codeTwice: "The file has the same ID with a different name too.",
  unclear: "The directory has several people with this name and number.",
  language: "Pípni does not know this language. The practice's language is used.",
  optOut: "The value in the column No texts is not understood. To be safe, this patient gets none.",
};

export const patients: typeof cs = {
  lead: "The practice's own directory: numbers for calendars that only have names, the language of texts, and who wants none. It stays in this browser.",
  search: "Find a patient",
  searchHint: "name, number or ID",
  add: "Add a patient",
  import: "Import a file",
  export: "Save to a file",
  exportFile: (day) => `patients-${day}.csv`,
  count,
  found: (some, all) => `${digits(some)} of ${digits(all)} found`,
  more: "Show more",
  list: "Patients",
  noName: "no name",
  noPhone: "no number",
  edit: (name) => `Edit: ${name}`,
  conversation: "What was sent",
  conversationOf: (name) => `What was sent: ${name}`,
  emptyTitle: "The directory is empty so far",
  empty:
    "If your calendar has phone numbers, you do not need it. Otherwise import a file, or add patients by hand.",
  nothingTitle: "No patient found",
  nothing: "Check how the name is spelled. Accents and the order of names do not matter.",
  optedOut: "No texts",

  dialog: {
    add: "New patient",
    edit: "Edit patient",
    name: "Full name",
    nobody: "Fill in the name or ID by which the calendar knows the patient, or at least a phone number.",
    phone: "Phone",
    phoneHint: "A number you enter here is used instead of the one in the calendar.",
    phoneUnusable: (reason) => `This number cannot be texted. ${reason}`,
    code: "Patient's ID in the calendar",
    codeHint: "Optional. It tells patients with the same name apart.",
    language: "Language of texts",
    languageOfPractice: (name) => `the practice's (${name})`,
    optOut: "No texts",
    optOutHint: "This patient is sent nothing, not even messages that are already waiting.",
    since: "Since",
    sinceInvalid: "Fill in the date.",
    source: "How they told you",
    sources: ["by phone", "in person", "by answering a text", "in writing"],
    wholeNumber: (phone) => `Send no texts to ${phone}`,
    wholeNumberHint: "Not even about other patients with the same number.",
    save: "Save",
    remove: "Delete",
    merge: "Merge with another…",
    gone: "This patient is no longer in the directory. Nothing was saved.",
  },

  removal: {
    title: (name) => `Delete from the directory: ${name}?`,
    text: "This also deletes the number, the language and any appointments matched to this patient by hand. Messages in the log stay.",
    optOut: "This patient wants no texts. Once deleted, they might get some again.",
    confirm: "Delete",
  },

  merging: {
    title: (name) => `Merge: ${name}`,
    lead: "Choose the other entry for the same person. One entry stays, and its missing details are filled in from the other. If either wants no texts, the merged one gets none.",
    search: "The other entry",
    candidates: "Entries found",
    nobody: "No other patient matches.",
    result: "After merging",
    confirm: "Merge",
  },

  importing: {
    title: "Import patients from a file",
    lead: "A CSV table or a vCard address book (version 3 and 4). The delimiter and encoding are detected for you.",
    file: "File",
    unreadable:
      "The file could not be read. Check that it is a CSV table or vCards; in Excel, save it as CSV.",
    empty: "There are no patients in the file.",
    tooLarge: "The file is too large (50 MB at most).",
    about: (all, encoding) => `${rows(all)}, encoded in ${encoding}`,
    hasHeadings: "The first row is a heading",
    columns: "What is in each column",
    column: (at) => `Column ${at}`,
    ignore: "do not import",
    fields,
    fieldTwice: "Two columns cannot have the same meaning.",
    fieldMissing: "Choose the column with the name or the patient's ID.",
    preview: "Preview",
    check: "Check",
    checking: (done, all) => `Checking ${digits(done)} of ${digits(all)}`,
    planTitle: "What will happen",
    added: (all) => `New: ${count(all)}`,
    updated: (all) => `Changed: ${count(all)}`,
    unchanged: (all) => `Unchanged: ${count(all)}`,
    leftOut: (all) => `Not imported: ${rows(all)}`,
    kept: "Numbers, names and languages that you corrected by hand stay as they are, and so does No texts.",
    report: (all) => `Not understood (${rows(all)})`,
    reportAt: "Row",
    reportWho: "Patient",
    reportWhy: "Why",
    reportMore: (all) => `and ${rows(all)} more`,
    reportSave: "Save the list to a file",
    reportFile: "patients-not-imported.csv",
    problems,
    phone: (reason) => `The number cannot be texted. ${reason}`,
    confirm: (all) => `Import (${digits(all)})`,
    nothingToDo: "There is nothing to import; the directory already has everything.",
    writing: (done, all) => `Saving ${digits(done)} of ${digits(all)}`,
    progress: "Progress",
    failed: "The import failed. Nothing in the directory was changed. Try again.",
    doneTitle: "Done",
    done: (all) => `New or changed in the directory: ${count(all)}.`,
    back: "Back",
    close: "Close",
  },
};
