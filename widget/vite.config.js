import { defineConfig } from "vite";

// Once the script is minified, its only line breaks followed by spaces are those that indent the
// templates and the style sheet, where one space is as good, and none between two tags: what stands
// side by side is laid out by the style sheet.
const collapseTemplates = {
  name: "collapse-templates",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      chunk.code = chunk.code
        .replace(/`\s*:host \{[^`]*`/, collapseStyle)
        .replace(/\n\s+/g, " ")
        .replace(/>\s+</g, "><");
    }
  },
};

function collapseStyle(style) {
  return style
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s*([{};,>])\s*/g, "$1")
    .replace(/:\s+/g, ":")
    .replace(/;}/g, "}")
    .replace(/\b0\./g, ".");
}

// One classic script: a page loads it with `defer`, from any site, without being a module itself.
export default defineConfig({
  plugins: [collapseTemplates],
  build: {
    outDir: "../bot/canaux/widget_web/dist",
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: "src/widget.ts", formats: ["iife"], name: "AssistantPPS", fileName: () => "widget.js" },
  },
});
