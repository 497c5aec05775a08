/** Pictures of windows, in artifacts/ui. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";

export const PICTURES = resolve(__dirname, "../../../artifacts/ui");

let pictures = 0;

/** Takes a picture and counts it. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  pictures += 1;
  await page.screenshot({ path: join(PICTURES, `${String(pictures).padStart(2, "0")}-${name}.png`) });
}
