/** Pictures of pages, in both themes and both widths, and one page that shows them side by side. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const SIZES = [{ width: 1280, height: 860 }, { width: 760, height: 860 }] as const;
const THEMES = ['light', 'dark'] as const;
/** The room a window of 1280 × 860 has when everything in it is drawn twice as large. */
const AT_200_PER_CENT = { width: 640, height: 430 };
/** The longest page that is still drawn in one piece. */
const WHOLE_MAX = 6000;

interface Picture { file: string; caption: string }
interface Row { title: string; pictures: Picture[] }

export class Pictures {
  readonly #folder: string;
  readonly #rows: Row[] = [];
  #taken = 0;

  constructor(folder: string) {
    this.#folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  get count(): number {
    return this.#taken;
  }

  /** The page as it is, four times. */
  async take(page: Page, title: string): Promise<void> {
    // Nothing is pointed at.
    await page.mouse.move(0, 0);
    const row = this.#row(title);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const theme of THEMES) await this.#one(page, row, theme, `${size.width} × ${size.height}`);
    }
    await this.#backToNormal(page);
  }

  /** A page longer than the window, from its head to its foot. */
  async takeWhole(page: Page, title: string): Promise<void> {
    const row = this.#row(title);
    for (const { width, height } of SIZES) {
      await page.setViewportSize({ width, height });
      await page.setViewportSize({ width, height: Math.min(WHOLE_MAX, await heightOf(page)) });
      await this.#one(page, row, 'light', `${width} wide, whole`);
    }
    await this.#backToNormal(page);
  }

  async takeAt200PerCent(page: Page, title: string): Promise<void> {
    const row = this.#row(title);
    await page.setViewportSize(AT_200_PER_CENT);
    for (const theme of THEMES) await this.#one(page, row, theme, '1280 × 860 at 200 %');
    await this.#backToNormal(page);
  }

  /** @returns the path of the page that shows all of them */
  writeIndex(ranOn: string): string {
    const file = path.join(this.#folder, 'index.html');
    writeFileSync(file, indexPage(this.#rows, ranOn));
    return file;
  }

  #row(title: string): Row {
    const row = { title, pictures: [] };
    this.#rows.push(row);
    return row;
  }

  async #one(page: Page, row: Row, theme: (typeof THEMES)[number], size: string): Promise<void> {
    await page.emulateMedia({ colorScheme: theme });
    const name = `${String(this.#rows.length).padStart(2, '0')} ${row.title} ${size} ${theme}`;
    const file = `${name.toLowerCase().replace(/[^a-z0-9]+/gu, '-')}.png`;
    await page.screenshot({ path: path.join(this.#folder, file), animations: 'disabled' });
    row.pictures.push({ file, caption: `${size}, ${theme}` });
    this.#taken += 1;
  }

  async #backToNormal(page: Page): Promise<void> {
    await page.setViewportSize(SIZES[0]);
    await page.emulateMedia({ colorScheme: 'light' });
  }
}

/** Of what scrolls: the window itself, or the page beside the rail. */
function heightOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const hidden = [document.documentElement, ...document.querySelectorAll('main')].map((part) => part.scrollHeight - part.clientHeight);
    return window.innerHeight + Math.max(0, ...hidden);
  });
}

function indexPage(rows: readonly Row[], ranOn: string): string {
  const figure = ({ file, caption }: Picture) => `<figure><a href="${file}"><img src="${file}" alt="${caption}" loading="lazy"></a><figcaption>${caption}</figcaption></figure>`;
  const section = ({ title, pictures }: Row, place: number) => `<section>\n<h2>${place + 1}. ${title}</h2>\n<div>\n${pictures.map(figure).join('\n')}\n</div>\n</section>`;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Other Chair: a tour</title>
<style>
body { margin: 2rem; font: 14px/1.5 system-ui, sans-serif; background: #f0ece4; color: #22201c; }
h2 { margin: 2rem 0 0.5rem; font-size: 1rem; }
div { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; }
figure { margin: 0; }
img { display: block; height: 22rem; width: auto; border: 1px solid #c9c1b2; }
figcaption { color: #625c53; }
</style>
</head>
<body>
<h1>Other Chair: a tour</h1>
<p>Taken on ${ranOn}. Everybody in it is made up.</p>
${rows.map(section).join('\n')}
</body>
</html>
`;
}
