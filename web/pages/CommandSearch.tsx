import { SearchDialog } from "../search/SearchDialog";
import { useCommands } from "./useCommands";

interface CommandSearchProps {
  /** The address of what is in view, without the base. */
  path: string;
  isOpen: boolean;
  onClose: () => void;
}

/** The search with what can be done from anywhere. It stays when it is closed, for the dialogs that a command opened. */
export default function CommandSearch({ path, isOpen, onClose }: CommandSearchProps) {
  const [commands, dialogs] = useCommands(path);
  return (
    <>
      {isOpen && <SearchDialog commands={commands} onClose={onClose} />}
      {dialogs}
    </>
  );
}
