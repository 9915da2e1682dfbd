// The sheet of the data step, as a hand uses it.

export const cell = (page, row, column) => page.locator(`[data-cell][data-row="${row}"][data-col="${column}"]`);

/** What a cell shows, without the thin spaces between groups of digits. */
export const text = async (page, row, column) => (await cell(page, row, column).innerText()).replaceAll("\u2009", "");

/** Puts text on the clipboard of the page as a paste event, as Excel and WPS do. */
export async function paste(page, text) {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** Takes the table that waits, which has so many figures. */
export async function accept(page, figures) {
  await page.getByRole("button", { name: new RegExp(`^收下 ${figures} 个数$`) }).click();
  await page.getByText(/^已(从 .+ )?收下 .+ 个数/).waitFor();
}
