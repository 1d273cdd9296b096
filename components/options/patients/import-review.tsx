import { writeCsv } from "../../../lib/domain/csv.ts";
import type { ImportPlan, RowProblem } from "../../../lib/domain/directory/import.ts";
import { saveFile } from "../../ui/save-file.ts";
import { useWords } from "../words.ts";

/** So many are read on the page; all of them in the file. */
const shown = 100;

/** What an import will do, and each row that it does not understand. */
export function ImportReview({ plan }: { plan: ImportPlan }) {
  const { common, patients } = useWords();
  const words = patients.importing;
  const { report } = plan;
  const leftOut = report.filter(({ problem }) => !problem.imported).length;

  const why = (problem: RowProblem): string =>
    problem.code === "phone" ? words.phone(common.reason(problem.reason)) : words.problems[problem.code];
  const save = () =>
    saveFile(
      words.reportFile,
      writeCsv([
        [words.reportAt, words.reportWho, words.reportWhy],
        ...report.map(({ at, who, problem }) => [String(at), who, why(problem)]),
      ]),
    );
  return (
    <>
      <div>
        <h3>{words.planTitle}</h3>
        <ul class="plan number">
          <li>{words.added(plan.added)}</li>
          <li>{words.updated(plan.updated)}</li>
          <li>{words.unchanged(plan.unchanged)}</li>
          {leftOut > 0 && <li class="caution">{words.leftOut(leftOut)}</li>}
        </ul>
        <p class="small">{plan.patients.length === 0 ? words.nothingToDo : words.kept}</p>
      </div>
      {plan.patients.length > 0 && (
        <div>
          <h3>{words.preview}</h3>
          <ul class="plan small">
            {plan.patients.slice(0, 5).map(({ id, name, phone, code }) => (
              <li key={id} class="breakable">
                {[name || patients.noName, phone || patients.noPhone, code].filter(Boolean).join(" · ")}
              </li>
            ))}
          </ul>
        </div>
      )}
      {report.length > 0 && (
        <div class="stack tight">
          <h3 id="import-report">{words.report(report.length)}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by the keyboard has to get in */}
          <section class="report" tabIndex={0} aria-labelledby="import-report">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.reportAt}</th>
                  <th scope="col">{words.reportWho}</th>
                  <th scope="col">{words.reportWhy}</th>
                </tr>
              </thead>
              <tbody>
                {report.slice(0, shown).map(({ at, who, problem }) => (
                  <tr key={`${at} ${problem.code}`}>
                    <td class="number">{at}</td>
                    <td class="breakable">{who}</td>
                    <td class="small">{why(problem)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {report.length > shown && <p class="small">{words.reportMore(report.length - shown)}</p>}
          <div>
            <button type="button" class="button" onClick={save}>
              {words.reportSave}
            </button>
          </div>
        </div>
      )}
    </>
  );
}
