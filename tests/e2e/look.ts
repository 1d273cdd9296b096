import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Nobody looks at those of a whole run, which takes two minutes less without them. */
const takesPictures = process.env.PIPNI_PICTURES !== "no";

/**
 * Looks at a page as people do: light and dark, on a narrow and on a wide screen. No accessibility rule may be
 * broken and nothing may stick out sideways; the pictures are for human eyes. Rules depend on colours or on width and
 * on no pair of both, so that each width is checked in one scheme and each scheme at one width.
 *
 * @param host the tag of what is ours on somebody else's page; all of the page where left out
 * @param frame a frame of the page in which that stands
 */
export async function look(
  page: Page,
  name: string,
  widths: readonly number[] = [360, 1280],
  host = "html",
  frame: string | null = null,
): Promise<void> {
  const view = frame === null ? page : page.frameLocator(frame);
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const checked = colorScheme === "light" ? widths[0] : widths.at(-1);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 860 });
      // Fonts load, and live regions speak.
      await page.waitForTimeout(150);
      const path = `.artifacts/shots/${name}-${width}-${colorScheme}.png`;
      if (takesPictures) await page.screenshot({ path, fullPage: true });
      const overflow = await view
        .locator(host === "html" ? host : `${host} section`)
        .first()
        .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      expect(overflow, `${name} at ${width} px scrolls sideways`).toBeLessThanOrEqual(0);
      if (width !== checked) continue;
      const { violations } = await new AxeBuilder({ page })
        .include(frame === null ? host : [frame, host])
        .setLegacyMode(true)
        // Of what is right it would otherwise make as long a list, with a selector for each element.
        .options({ resultTypes: ["violations"] })
        .analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      expect(found, `${name} at ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
}
