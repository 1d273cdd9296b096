import { type DirectoryPatient, e164Of } from "../../../lib/domain/directory/patient.ts";
import { formatPhone } from "../../../lib/domain/phone.ts";
import { languageNames } from "../../ui/language-names.ts";
import { WriteButton } from "../../writing/writing.tsx";
import { conversationHash } from "../conversation/address.ts";
import { useWords } from "../words.ts";

interface PatientRowProps {
  patient: DirectoryPatient;
  countries: readonly string[];
  /** `null` for one that is only shown. */
  onEdit: (() => void) | null;
}

export function PatientRow({ patient, countries, onEdit }: PatientRowProps) {
  const { common, patients: words } = useWords();
  const { name, code, language, optOut } = patient;
  const number = e164Of(patient.phone, countries);
  return (
    <li class="patient-row">
      <div class="patient-who">
        {onEdit ? (
          <button
            type="button"
            class="link"
            aria-label={words.edit(name || code || words.noName)}
            onClick={onEdit}
          >
            {name || words.noName}
          </button>
        ) : (
          <strong>{name || words.noName}</strong>
        )}
        {optOut && (
          <span class="small mute">
            {common.reason({ code: "optedOut", detail: `${optOut.day} ${optOut.source}`.trim() })}
          </span>
        )}
      </div>
      <div class="patient-phone">
        <PhoneOf patient={patient} countries={countries} />
        {onEdit && (patient.phone !== "" || patient.former.phones.length > 0) && (
          <a
            class="small"
            href={conversationHash({ by: "patient", id: patient.id })}
            aria-label={words.conversationOf(name || code || words.noName)}
          >
            {words.conversation}
          </a>
        )}
        {onEdit && number !== null && <WriteButton to={{ name, phone: number, code: code || null }} />}
      </div>
      <span class="small mute breakable">
        {[code, language && languageNames[language]].filter(Boolean).join(" · ")}
      </span>
      {optOut && <span class="status bad">{words.optedOut}</span>}
    </li>
  );
}

/** As people read it. */
export function PhoneOf({
  patient: { phone },
  countries,
}: {
  patient: Pick<DirectoryPatient, "phone">;
  countries: readonly string[];
}) {
  const { patients: words } = useWords();
  const number = e164Of(phone, countries);
  if (phone === "") return <span class="small mute">{words.noPhone}</span>;
  return <span class="number breakable">{number === null ? phone : formatPhone(number)}</span>;
}
