"""Help is quick to read, complete, and in the reader's language."""

import pytest

from contrechamp.cli.main import COMMANDS, main
from contrechamp.programs.bubblewrap import find_version


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["fr_FR.UTF-8", "en_GB.UTF-8"])
def test_every_command_explains_itself(command, language, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"contrechamp {command}" in capsys.readouterr().out


def test_a_command_that_does_not_exist_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["fly"])
    assert ended.value.code == 2


def test_doctor_says_what_works_and_what_to_do(tmp_path, capsys):
    code = main(["--archive", str(tmp_path), "doctor"])
    said = capsys.readouterr().out
    assert code == 1  # there is no archive in that folder
    assert "init" in said
    assert (find_version() or "—") in said


def test_doctor_names_the_command_that_closes_an_open_archive(tmp_path, capsys):
    folder = tmp_path / "the archive"
    main(["--archive", str(folder), "init"])
    folder.chmod(0o755)
    assert main(["--archive", str(folder), "doctor"]) == 1
    assert f"chmod 700 '{folder}'" in capsys.readouterr().out
    folder.chmod(0o700)
    main(["--archive", str(folder), "doctor"])
    assert "chmod" not in capsys.readouterr().out


def test_doctor_says_which_entry_of_the_collective_it_cannot_take(tmp_path, capsys):
    folder = tmp_path / "archive"
    main(["--archive", str(folder), "init"])
    (folder / "lexicons").mkdir(exist_ok=True)
    (folder / "lexicons" / "ours.toml").write_text('kind = "body"\n[entries.x]\nlabel = "X"\n', "utf-8")
    assert main(["--archive", str(folder), "doctor"]) == 1
    assert "ours.toml, x : il manque sa source" in capsys.readouterr().out
    (folder / "lexicons" / "ours.toml").write_text('kind = "body"\nsource = "s"\n[entries.x]\n', "utf-8")
    main(["--archive", str(folder), "doctor"])
    assert "il manque sa source" not in capsys.readouterr().out
