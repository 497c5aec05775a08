-- Run in a headless Neovim that has opened a Dockerfile of a project: renames a stage in all files, shows the lenses, and runs those
-- that build. Leaves what came of it as JSON in the file that RESULT names.
local function wait_for(what, condition)
  if not vim.wait(20000, condition, 20) then
    error("waited in vain for " .. what)
  end
end

local function ask(method)
  local params = { textDocument = vim.lsp.util.make_text_document_params() }
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do
    return answer.result
  end
end

-- The lenses of each line, as their titles; nil until all of them have one.
local function lens_titles()
  local titles = {}
  for _, lens in ipairs(vim.lsp.codelens.get(0)) do
    if not lens.command then
      return nil
    end
    table.insert(titles, { lens.range.start.line, lens.command.title })
  end
  return #titles > 0 and titles or nil
end

-- What is drawn behind the lines.
local function drawn()
  local texts = {}
  for _, space in pairs(vim.api.nvim_get_namespaces()) do
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, space, 0, -1, { details = true })) do
      for _, chunk in ipairs(mark[4].virt_text or {}) do
        if chunk[2] == "LspCodeLens" then
          table.insert(texts, chunk[1])
        end
      end
    end
  end
  return texts
end

-- Runs the lens that builds the stage of a line (from 1); answers the arguments of the program, or what was said instead.
local function build(line)
  local record, said = os.getenv("RECORD"), nil
  os.remove(record)
  vim.ui.select = function(options, _, choose)
    for _, option in ipairs(options) do
      if option.lens.command.command == "dockerfileStages.buildUpToStage" then
        return choose(option)
      end
    end
    error("no lens builds")
  end
  local warned
  vim.notify = function(text)
    if vim.startswith(text, "Not passed") then
      warned = text -- and the build goes on
    else
      said = text
    end
  end
  local window = vim.api.nvim_get_current_win()
  vim.api.nvim_win_set_cursor(window, { line, 0 })
  vim.lsp.codelens.run()
  wait_for("the build of line " .. line, function()
    return said ~= nil or vim.loop.fs_stat(record) ~= nil
  end)
  if said then
    return { said = said }
  end
  vim.api.nvim_set_current_win(window)
  local file = assert(io.open(record))
  local arguments = vim.split(file:read("*a"), "\0", { plain = true, trimempty = true })
  file:close()
  return { arguments = arguments, warned = warned }
end

-- What the setup for newer versions of Neovim hands to them.
local function newer_setup()
  local handed = {}
  vim.lsp.config = function(name, setup)
    handed = vim.tbl_extend("error", setup, { name = name })
    handed.on_attach = type(setup.on_attach)
  end
  vim.lsp.enable = function(name)
    handed.enabled = name
  end
  dofile("newer.lua")
  return handed
end

local function run()
  wait_for("the server", function()
    return next(vim.lsp.buf_get_clients(0)) ~= nil
  end)
  -- The files of the folder are read behind the answer to the start.
  wait_for("the builds of other files", function()
    local builds = ask("dockerfileStages/uses")
    return builds ~= nil and builds.isKnown
  end)
  vim.fn.search("\\VAS compile", "ceW")
  vim.lsp.buf.rename("build")
  wait_for("the new name", function()
    return vim.fn.search("\\V=compile", "nw") == 0
  end)
  vim.cmd("silent wall")

  local result = {}
  -- How often other files name a stage is known some time after those were changed.
  wait_for("lenses", function()
    vim.lsp.codelens.refresh()
    vim.wait(100, function()
      result.lenses = lens_titles()
      return result.lenses ~= nil
    end, 20)
    local texts = drawn()
    return vim.tbl_contains(texts, "▶ Build up to build") and vim.tbl_contains(texts, "4 references")
  end)
  result.builds = vim.tbl_map(build, { 2, 5, 8 })
  vim.cmd("edit web/Dockerfile")
  wait_for("lenses of another Dockerfile", lens_titles)
  vim.list_extend(result.builds, vim.tbl_map(build, { 1, 3 }))
  result.newer = newer_setup()
  return result
end

local ok, result = pcall(run)
local file = assert(io.open(os.getenv("RESULT"), "w"))
file:write(vim.json.encode(ok and result or { error = result }))
file:close()
vim.cmd("qall!")
