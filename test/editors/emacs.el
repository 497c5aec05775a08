;;; -*- lexical-binding: t -*-
;; Run in an Emacs without a window that has loaded the setup: does in the project what a person does there, and leaves what came of it
;; as JSON in the file that RESULT names.
(require 'json)
(require 'xref)
(require 'eglot)
(require 'dockerfile-mode)
(require 'yaml-mode)

(defvar test-project default-directory "The folder that Emacs was started in.")

(defun test-wait-for (what condition)
  "Wait until CONDITION answers something, and answer that; WHAT says what it is."
  (let ((until (+ (float-time) 20)) (found nil))
    (while (not (setq found (funcall condition)))
      (when (> (float-time) until) (error "Waited in vain for %s" what))
      ;; What has happened to files is an event.
      (read-event nil nil 0.02))
    found))

(defun test-open (file)
  "Open FILE of the project, managed by the server of its mode."
  (find-file (expand-file-name file test-project))
  (unless (eglot-managed-p) (call-interactively #'eglot))
  (test-wait-for "the server" #'eglot-managed-p)
  ;; The files of the folder are read behind the answer to the start.
  (when (derived-mode-p 'dockerfile-mode)
    (test-wait-for "the builds of other files"
                   (lambda ()
                     (eq t (plist-get (jsonrpc-request (eglot-current-server) :dockerfileStages/uses
                                                       (list :textDocument (eglot--TextDocumentIdentifier)))
                                      :isKnown))))))

(defun test-go-to (text)
  "Go to the last character of the first TEXT."
  (goto-char (point-min))
  (search-forward text)
  (backward-char))

(defun test-diagnostics ()
  "Line (from 1), column (from 0) and text of what Flymake shows."
  (flymake-start)
  (mapcar (lambda (diagnostic)
            (save-excursion
              (goto-char (flymake-diagnostic-beg diagnostic))
              (list (line-number-at-pos) (current-column) (flymake-diagnostic-text diagnostic))))
          (flymake-diagnostics)))

(defun test-definition ()
  "The file, line and column of the definition of what is at point."
  (call-interactively #'xref-find-definitions)
  (list (file-relative-name buffer-file-name test-project) (line-number-at-pos) (current-column)))

(defun test-lenses ()
  "The lines and the shown texts of the lenses, in their order."
  (sort (mapcar (lambda (overlay)
                  (list (line-number-at-pos (overlay-start overlay))
                        (string-trim (substring-no-properties (overlay-get overlay 'after-string)))))
                (seq-filter (lambda (overlay) (overlay-get overlay 'dockerfile-stages-command))
                            (overlays-in (point-min) (point-max))))
        (lambda (one other) (or (< (car one) (car other))
                                (and (= (car one) (car other)) (string< (cadr one) (cadr other)))))))

(defun test-build (line)
  "Build the stage of LINE; the arguments of docker, or what was said instead."
  (let ((record (getenv "RECORD")))
    (when (file-exists-p record) (delete-file record))
    (goto-char (point-min))
    (forward-line (1- line))
    (condition-case said
        (progn
          (save-window-excursion (call-interactively #'dockerfile-stages-build))
          (test-wait-for "the build" (lambda () (file-exists-p record)))
          (list :arguments (vconcat (with-temp-buffer
                                      (insert-file-contents record)
                                      (split-string (buffer-string) "\0" t)))))
      (user-error (list :said (cadr said))))))

(defun test-run ()
  "All of it."
  (let ((result nil))
    (test-open "Dockerfile")
    (let ((found (test-wait-for "diagnostics" #'test-diagnostics)))
      (setq result (plist-put result :diagnostics (vconcat (mapcar #'vconcat found)))))
    (test-open "dev/compose.yaml")
    (test-go-to "target: dev")
    (setq result
          (plist-put result :definition
                     (test-wait-for "the definition"
                                    (lambda () (ignore-errors (vconcat (test-definition)))))))
    (test-open "api/Dockerfile")
    (test-go-to "AS compile")
    ;; Emacs asks before it changes files that are not open.
    (cl-letf (((symbol-function 'y-or-n-p) (lambda (_) t))) (eglot-rename "build"))
    (save-some-buffers t)
    (let ((lenses (test-wait-for "lenses"
                                 (lambda ()
                                   (dockerfile-stages-show-lenses)
                                   (read-event nil nil 0.1)
                                   (let ((lenses (test-lenses)))
                                     (and (member '(2 "▶ Build up to build") lenses)
                                        (member '(2 "4 references") lenses)
                                        lenses))))))
      (setq result (plist-put result :lenses (vconcat (mapcar #'vconcat lenses)))))
    (let ((builds (mapcar #'test-build '(2 5 8))))
      (test-open "web/Dockerfile")
      (test-wait-for "lenses of another Dockerfile" #'test-lenses)
      (plist-put result :builds (vconcat builds (mapcar #'test-build '(1 3)))))))

(let ((result (condition-case failure (test-run)
                (error (list :error (error-message-string failure))))))
  (with-temp-file (getenv "RESULT") (insert (json-serialize result))))
(kill-emacs)
