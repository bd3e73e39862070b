"""Actions are the only writes, and hand-offs the only receivers. Told by the syntax tree, so that nothing hides."""
import ast
from collections.abc import Iterator

from tests.architecture import house

ALWAYS = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "acreate", "asave", "adelete"}
# With arguments in front these are something else: Image.save(path), dict.update(other), cache.delete(key).
WITHOUT_ARGUMENTS = {"save", "delete", "update"}
DICTIONARIES = {"state", "session", "context"}  # their update() takes keywords too
MAY_WRITE = {
    "engawa/demo/builders/people.py": "accounts come from the sign-in library, roles from the command line: no action of ours",
    "engawa/base/users/models.py": "create_user is the manager's contract with Django and the sign-in library",
    "engawa/base/history/middleware.py": "the one-time key is written in the transaction of the action it guards",
    "engawa/base/history/log.py": "record() is the one write of this table, called by actions",
}
SIGN_IN_LIBRARY = "allauth."


def writes(tree: ast.Module) -> Iterator[str]:
    """Calls that write to the database, as "name (line)"."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        if name == "update" and ast.unparse(node.func.value).split(".")[-1] in DICTIONARIES:
            continue
        if name in ALWAYS or (name in WITHOUT_ARGUMENTS and not node.args and (name != "update" or node.keywords)):
            yield f"{name} (line {node.lineno})"


def test_only_actions_write():
    wrong = [f"{house.say(path)}: {what}" for path in house.python_files()
             if house.module(path) != "actions" and house.say(path) not in MAY_WRITE
             for what in writes(house.tree(path))]
    assert wrong == []


def test_this_test_sees_a_write():
    planted = '''
def view(request):
    Posting.objects.filter(pk=1).update(title="x")
    posting.save()
    posting.save(update_fields=["title"])
    Posting.objects.create(title="x")
    form.instance.delete()
    words.update(other); image.save(buffer, format="PNG"); cache.delete("key"); digest.update(b"x"); self.state.update(a=1)
'''
    assert list(writes(ast.parse(planted))) == [
        "update (line 3)", "save (line 4)", "save (line 5)", "create (line 6)", "delete (line 7)"]


def receivers(tree: ast.Module, *, except_library: bool = False) -> Iterator[str]:
    """Where a signal is listened to: @receiver(...) or signal.connect(...)."""
    library = {alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
               if (node.module or "").startswith(SIGN_IN_LIBRARY) for alias in node.names} if except_library else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.dispatch":
            if any(alias.name == "receiver" for alias in node.names):
                yield f"receiver (line {node.lineno})"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
            if (node.args or node.keywords) and ast.unparse(node.func.value).split(".")[0] not in library:
                yield f"connect (line {node.lineno})"


def test_receivers_stand_in_handoffs_only():
    """Those of the sign-in library may stand in accounts."""
    wrong = [f"{house.say(path)}: {what}" for path in house.python_files()
             if path != house.HOUSE / "journey" / "handoffs.py"
             for what in receivers(house.tree(path), except_library=house.app_of(path) == "accounts")]
    assert wrong == []


def test_this_test_sees_a_receiver():
    planted = '''
from django.dispatch import receiver
from allauth.account.signals import user_logged_in
user_logged_in.connect(greet)
posting_changed.connect(index)
signals.posting_closed.connect(tell)
connection.connect()
'''
    assert list(receivers(ast.parse(planted), except_library=True)) == [
        "receiver (line 2)", "connect (line 5)", "connect (line 6)"]
    assert "connect (line 4)" in list(receivers(ast.parse(planted)))
