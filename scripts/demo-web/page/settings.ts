/** The conditions that the server makes: how fast the line is, and whether parts fail. */
import { element } from "./view.ts";

interface Settings {
  readonly rate: number;
  readonly faults: boolean;
}

export function watchSettings(): void {
  const rate = element("rate") as HTMLSelectElement;
  const faults = element("faults") as HTMLInputElement;
  rate.addEventListener("change", () => void exchange({ rate: Number(rate.value) }));
  faults.addEventListener("change", () => void exchange({ faults: faults.checked }));
  void exchange().then((settings) => {
    rate.value = String(settings.rate);
    faults.checked = settings.faults;
  });
}

async function exchange(change?: Partial<Settings>): Promise<Settings> {
  const init = change && { method: "POST", body: JSON.stringify(change) };
  const response = await fetch("/settings", init);
  return (await response.json()) as Settings;
}
