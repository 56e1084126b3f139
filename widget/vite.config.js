import { defineConfig } from "vite";

// Once the script is minified, its only line breaks followed by spaces are those that indent the
// templates and the style sheet, where one space is as good; comments of the style sheet go too.
const collapseTemplates = {
  name: "collapse-templates",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      chunk.code = chunk.code.replace(/\/\*[^!][^`]*?\*\//g, "").replace(/\n\s+/g, " ");
    }
  },
};

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
