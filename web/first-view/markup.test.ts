import { describe, expect, it } from "vitest";
import { classesOf, pictureOf } from "./markup";

describe("the picture of a page", () => {
  it("keeps elements and their looks, and nothing to use, to name or to lead anywhere", () => {
    const html =
      '<title>x</title><a href="/a" id="b" aria-label="To" class="text-sm hover:underline print:hidden">Name</a>' +
      '<button type="button" aria-pressed="true" title="t" style="width:1rem">Go</button><input type="text" value="q" placeholder="Search"/>';
    expect(pictureOf(html, null)).toBe(
      '<a class="text-sm">Name</a><button aria-pressed="true">Go</button><input placeholder="Search" disabled/>',
    );
  });

  it("stands still", () => {
    const html =
      '<button class="size-8 [&amp;&gt;svg]:pulse"><span class="pulse h-2"></span></button>';
    expect(pictureOf(html, null)).toBe('<button class="size-8"><span class="h-2"></span></button>');
  });

  it("tells signs in an attribute from those of an element", () => {
    const html =
      '<td class="[&amp;&gt;svg]:size-4 p-2"><svg viewBox="0 0 1 1" aria-hidden="true"></svg></td>';
    expect(pictureOf(html, null)).toBe(
      '<td class="[&amp;&gt;svg]:size-4 p-2"><svg viewBox="0 0 1 1"></svg></td>',
    );
    expect([...classesOf(html)]).toEqual(["[&>svg]:size-4", "p-2"]);
  });

  it("names its table", () => {
    expect(pictureOf('<table class="w-full"></table>', "first-table")).toBe(
      '<table class="w-full first-table"></table>',
    );
  });
});
