/** Programs of Python that show a file as pages: Streamlit, Gradio, Chainlit. */
import { firstOf, matching } from "../folder";
import type { ProjectFolder } from "../folder";
import * as sanitize from "../../shared/sanitize";
import { PLAIN } from "./startFact";
import type { PythonStart } from "./startFact";

/** Programs that show a file: Streamlit, Gradio, Chainlit. */
export function shownBy(folder: ProjectFolder, packages: ReadonlyMap<string, string>): PythonStart | null {
  const importing = (name: string) => {
    const files = matching(folder, /^(?:(?:src|app)\/)?[\w-]+\.py$/).filter(file =>
      new RegExp(`^(?:import|from) ${name}\\b`, "m").test(folder.read(file) ?? ""),
    );
    const usual = [
      "app.py",
      "main.py",
      "streamlit_app.py",
      "Home.py",
      "src/app.py",
      "src/main.py",
      "app/main.py",
    ];
    return usual.find(file => files.includes(file)) ?? files[0] ?? firstOf(folder, usual);
  };
  if (packages.has("streamlit")) {
    const file = importing("streamlit");
    if (file !== null && sanitize.path(file) !== null)
      return {
        ...PLAIN,
        words: ["streamlit", "run", file, "--server.address", "0.0.0.0", "--server.port", "8501"],
        port: "8501",
        variables: [["HOME", "/tmp"]],
      };
  }
  if (packages.has("chainlit")) {
    const file = importing("chainlit");
    if (file !== null)
      return {
        ...PLAIN,
        words: ["chainlit", "run", file, "--host", "0.0.0.0", "--port", "8000"],
        port: "8000",
      };
  }
  if (packages.has("gradio")) {
    const file = importing("gradio");
    if (file !== null)
      return {
        ...PLAIN,
        words: ["python", file],
        port: "7860",
        variables: [
          ["GRADIO_SERVER_NAME", "0.0.0.0"],
          ["HOME", "/tmp"],
        ],
      };
  }
  return null;
}
