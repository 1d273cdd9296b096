const nameOf = ({ firstName, lastName }) => `${firstName} ${lastName}`;

/** A text field that offers patients, by mouse and by keyboard. */
export class PatientPicker {
  #input = document.querySelector("#patient");
  #list = document.querySelector("#patients");
  #chosen = document.querySelector("#chosen");
  #server;
  #onChange;
  #found = [];
  #active = -1;
  #asked = 0;
  #timer;
  patient = null;

  constructor(server, onChange) {
    this.#server = server;
    this.#onChange = onChange;
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#search(), 150);
    });
    this.#input.addEventListener("click", () => this.#search());
    this.#input.addEventListener("blur", () => this.#show([]));
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    // Before blur, which would hide the list under the pointer.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.#found[[...this.#list.children].indexOf(option)]);
    });
    document.querySelector("#unchoose").addEventListener("click", () => {
      this.choose(null);
      this.#input.focus();
    });
  }

  choose(patient) {
    this.patient = patient;
    this.#show([]);
    this.#input.value = "";
    this.#input.hidden = patient !== null;
    this.#chosen.hidden = patient === null;
    if (patient) {
      const label = [nameOf(patient), patient.phone].filter(Boolean).join(" · ");
      this.#chosen.querySelector("span").textContent = label;
    }
    this.#onChange();
  }

  async #search() {
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const found = await this.#server.patients(this.#input.value);
      const isLatest = asked === this.#asked;
      if (isLatest && document.activeElement === this.#input) this.#show(found);
    } catch {
      this.#show([]);
    }
  }

  #show(found) {
    this.#found = found;
    this.#active = -1;
    this.#list.replaceChildren(...found.map((patient, index) => this.#option(patient, index)));
    this.#list.hidden = found.length === 0;
    this.#input.setAttribute("aria-expanded", String(found.length > 0));
    this.#input.removeAttribute("aria-activedescendant");
  }

  #option(patient, index) {
    const option = document.createElement("li");
    option.id = `patient-${index}`;
    option.role = "option";
    option.ariaSelected = "false";
    const name = document.createElement("span");
    name.textContent = nameOf(patient);
    const phone = document.createElement("small");
    phone.textContent = patient.phone || "bez telefonu";
    option.append(name, " ", phone);
    return option;
  }

  #key(event) {
    const count = this.#found.length;
    if (count === 0) {
      if (event.key === "ArrowDown") this.#search();
      return;
    }
    if (event.key === "ArrowDown") this.#activate((this.#active + 1) % count);
    else if (event.key === "ArrowUp") this.#activate((this.#active - 1 + count) % count);
    else if (event.key === "Enter") this.choose(this.#found[Math.max(this.#active, 0)]);
    else if (event.key === "Escape") this.#show([]);
    else return;
    event.preventDefault();
  }

  #activate(index) {
    this.#active = index;
    for (const [i, option] of [...this.#list.children].entries()) option.ariaSelected = String(i === index);
    this.#list.children[index].scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", `patient-${index}`);
  }
}
